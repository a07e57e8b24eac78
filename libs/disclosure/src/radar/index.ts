export { entriesOfCase } from './entries-of-case';
export type * from './imports';
export type * from './lateness-by-weeks';
export * from './radar';
export { type EntryDeadline, type RadarEntry } from './radar-entry';
export type * from './signal';
export * from './signals';
