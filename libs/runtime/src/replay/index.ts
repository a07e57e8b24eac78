export * from './case-replay';
export * from './no-such-moment';
export * from './replay-document';
