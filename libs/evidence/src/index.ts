export * from './merkle';
export * from './seal-text';
export * from './sign';
