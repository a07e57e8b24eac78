import type { CliCommand } from '../command';
import { actCommand } from './act';
import { calendarCommand } from './calendar';
import { copyCommand } from './copy';
import { diffCommand } from './diff';
import { dueCommand } from './due';
import { explainCommand } from './explain';
import { exportCommand } from './export';
import { historyCommand } from './history';
import { importCommand } from './import';
import { letterCommand } from './letter';
import { bundleCommand, verifyCommand } from './later';
import { publishCommand } from './publish';
import { rebuildCommand } from './rebuild';
import { reportCommand } from './report';
import { reverseCommand } from './reverse';
import { tablesCommand } from './tables';
import { unitCommand } from './unit';
import { whatIfCommand } from './what-if';

export type CommandName =
  | 'act'
  | 'import'
  | 'reverse'
  | 'tables'
  | 'explain'
  | 'report'
  | 'publish'
  | 'diff'
  | 'history'
  | 'due'
  | 'what-if'
  | 'letter'
  | 'unit'
  | 'calendar'
  | 'verify'
  | 'bundle'
  | 'rebuild'
  | 'copy'
  | 'export';

/** The commands, in the order of the usage text. */
export const COMMANDS: Record<CommandName, CliCommand> = {
  act: actCommand,
  import: importCommand,
  reverse: reverseCommand,
  tables: tablesCommand,
  explain: explainCommand,
  report: reportCommand,
  publish: publishCommand,
  diff: diffCommand,
  history: historyCommand,
  due: dueCommand,
  'what-if': whatIfCommand,
  letter: letterCommand,
  unit: unitCommand,
  calendar: calendarCommand,
  verify: verifyCommand,
  bundle: bundleCommand,
  rebuild: rebuildCommand,
  copy: copyCommand,
  export: exportCommand,
};
