import type { CliCommand } from '../command';
import { actCommand } from './act';
import { auditCommand } from './audit';
import { bundleCommand } from './bundle';
import { calendarCommand } from './calendar';
import { carryCommand } from './carry';
import { casesCommand } from './cases';
import { copyCommand } from './copy';
import { diffCommand } from './diff';
import { dueCommand } from './due';
import { eraseCommand } from './erase';
import { explainCommand } from './explain';
import { exportCommand } from './export';
import { fingerprintCommand } from './fingerprint';
import { historyCommand } from './history';
import { importCommand } from './import';
import { letterCommand } from './letter';
import { logCommand } from './log';
import { proveCommand } from './prove';
import { publishCommand } from './publish';
import { readsCommand } from './reads';
import { radarCommand } from './radar';
import { rebuildCommand } from './rebuild';
import { replayCommand } from './replay';
import { reportCommand } from './report';
import { reverseCommand } from './reverse';
import { rotateMasterKeyCommand } from './rotate-master-key';
import { sealCommand } from './seal';
import { tablesCommand } from './tables';
import { unitCommand } from './unit';
import { verifyCommand } from './verify';
import { whatIfCommand } from './what-if';

export type CommandName =
  | 'act'
  | 'import'
  | 'reverse'
  | 'tables'
  | 'explain'
  | 'carry'
  | 'report'
  | 'publish'
  | 'diff'
  | 'history'
  | 'replay'
  | 'radar'
  | 'cases'
  | 'due'
  | 'what-if'
  | 'letter'
  | 'unit'
  | 'calendar'
  | 'seal'
  | 'verify'
  | 'log'
  | 'bundle'
  | 'prove'
  | 'rebuild'
  | 'audit'
  | 'erase'
  | 'reads'
  | 'copy'
  | 'rotate-master-key'
  | 'fingerprint'
  | 'export';

/** The commands, in the order of the usage text. */
export const COMMANDS: Record<CommandName, CliCommand> = {
  act: actCommand,
  import: importCommand,
  reverse: reverseCommand,
  tables: tablesCommand,
  explain: explainCommand,
  carry: carryCommand,
  report: reportCommand,
  publish: publishCommand,
  diff: diffCommand,
  history: historyCommand,
  replay: replayCommand,
  radar: radarCommand,
  cases: casesCommand,
  due: dueCommand,
  'what-if': whatIfCommand,
  letter: letterCommand,
  unit: unitCommand,
  calendar: calendarCommand,
  seal: sealCommand,
  verify: verifyCommand,
  log: logCommand,
  bundle: bundleCommand,
  prove: proveCommand,
  rebuild: rebuildCommand,
  audit: auditCommand,
  erase: eraseCommand,
  reads: readsCommand,
  copy: copyCommand,
  'rotate-master-key': rotateMasterKeyCommand,
  fingerprint: fingerprintCommand,
  export: exportCommand,
};
