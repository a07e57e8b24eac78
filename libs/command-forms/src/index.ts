export { allowedValues } from './allowed-values';
export { bodySchema, COMMAND_FORMS, COMMAND_NAMES } from './command-table';
export type { BodyOf, CommandForm, CommandTable } from './command-form';
export { faultsIn, type Fault } from './faults';
export { madeIdOf } from './made-ids';
export { oneOf } from './one-of';
export { useCaseOf, type ToldCommand } from './told-command';
export { ruled } from './part-rules';
export * from './parts';
