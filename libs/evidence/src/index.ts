export * from './merkle';
export * from './seal-text';
export * from './sign';
export type { DepositedSeal } from './check-deposits';
export type { Fault } from './fault';
export { FAULT_KINDS, type FaultKind, type FaultMeaning } from './fault-kinds';
export { LogBroken, nextSeal, type RangeToSeal } from './next-seal';
export { type SealedData, SEAL_EVENT, sealIn, type SealInLog, SEALS_STREAM } from './sealed-event';
export { type FoundEvent, type FoundLog, type LogReport, verifyLog, type VerifyOptions } from './verify-log';
