export * from './case-file';
export * from './causes';
export * from './difference';
export * from './fields';
export * from './letters-sent';
export * from './replay-at';
export * from './signed';
