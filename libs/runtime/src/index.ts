export { annualReportOf } from './annual-report-of';
export { exportLedgerFile, type LedgerFormat } from './export-ledger-file';
export { openFoundation, type Foundation } from './foundation';
export { importLedgerFile, type LedgerImport, type LedgerImported } from './import-ledger-file';
export { publishReport, type Publication, type PublishingParts } from './publish-report';
export { openLedger, type Ledger } from './open-ledger';
export { PROCESS_ROLES, type ProcessRole, type RuntimeOptions } from './options';
export { ProjectorRoleModule } from './projector-role.module';
export { RuntimeModule } from './runtime.module';
