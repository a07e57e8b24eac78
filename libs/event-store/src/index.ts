export * from './errors';
export { deriveEventId } from './event-id';
export { inMemoryStore, type InMemoryStoreOptions } from './in-memory/in-memory-store';
export type { DataKeys, LogPage, LogStore, StoredDataKey } from './log-store';
export * from './port';
export { requestDigest } from './request-digest';
export type { StoredEvent } from './stored-event';
