export { DatabaseRefused, type RefusalCode } from './refusals';
export { openDatabase, type DatabaseChoice, type OpenDatabase, type OpenOptions } from './open-database';
