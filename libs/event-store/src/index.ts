export { again, type RetryPolicy } from './append-again';
export { EMPTY_HEAD, headAfter, headerBytes, headOver, leafHash, type LeafSource } from './chain';
export { copyLog, type CopyProgress, type CopyReport } from './copy/copy-log';
export { CopyRefused, type CopySide } from './copy/copy-side';
export { KurrentCopySide, type KurrentCopyChoice } from './copy/kurrent-copy-side';
export { PostgresCopySide } from './copy/postgres-copy-side';
export type { DoorLimits } from './door';
export * from './errors';
export { deriveEventId } from './event-id';
export { inMemoryStore, type InMemoryStoreOptions } from './in-memory/in-memory-store';
export { ForeignEvent, KurrentFault, OrderRefused } from './kurrentdb/kurrent-fault';
export { kurrentStore, type KurrentStoreOptions } from './kurrentdb/kurrent-store';
export type { DataKeys, LogPage, LogStore, StoredDataKey } from './log-store';
export * from './port';
export { StoreFault } from './postgres/faults';
export { type EventAsFound, type LogAsFound, readLogAsFound } from './postgres/log-as-found';
export { postgresStore, type PostgresStoreOptions } from './postgres/postgres-store';
export { masterKey, type MasterKey, masterKeyOf, type MasterKeySource, randomMasterKey } from './protection/master-key';
export {
  type OpenDataKey,
  protectedStore,
  type ProtectedStore,
  type ProtectionOptions,
} from './protection/protected-store';
export type { FieldProtection, Protection } from './protection/protection';
export { MasterKeyRefused, SubjectErased, Undecipherable } from './protection/refusals';
export { rotateMasterKey, type RotatedMasterKey } from './postgres/rotate-master-key';
export { nextMasterKey, type NextMasterKey } from './protection/next-master-key';
export { requestDigest } from './request-digest';
export type { StoredEvent } from './stored-event';
export { type ChainFault, type ChainFaultKind, type ChainReport, verifyChain } from './verify-chain';
