export * from './case-replay';
export type * from './difference-view';
export type * from './entry-views';
export type * from './moment-view';
export * from './no-such-moment';
export * from './replay-document';
