export { BUNDLE_FAULT_KINDS, type BundleFault, type BundleFaultKind } from './faults';
export { verifyBundle, type BundleOptions, type BundleReport, type BundleSource } from './verify-bundle';
export type { ComparedReport } from './check-meaning';
export { cellsDigest, declaredCells } from './declaration';
export {
  NothingSealed,
  UnitNotSealed,
  writeBundle,
  type BundleLog,
  type BundleOrder,
  type BundleWritten,
  type OpenedKey,
  type Sink,
} from './write-bundle';
