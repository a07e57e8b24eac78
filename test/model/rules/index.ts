export * from './acts';
export type { Status } from './allowed';
export { ask, emptyBook, type Book } from './book';
export type { Case } from './case';
export * from './calendar';
export { cellsOf } from './cells';
export * as periods from './periods';
