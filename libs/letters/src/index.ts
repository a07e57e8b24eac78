export * from './letter-kinds';
