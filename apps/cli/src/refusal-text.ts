import { REJECTIONS, reasonAt, type RejectionCode } from '@app/disclosure';
import { DOOR_REFUSALS, refusalOf, type DoorRefusal, type DoorRefusalCode } from '@app/runtime';
import { Refused } from '@app/use-cases';
import { CLI_REFUSALS, type CliRefusalCode } from './cli-refusals';
import { RefusedByLedger, type WrongUsage } from './command';
import { ROLE_VARIABLE } from './operator';

/** Every code the command line can answer with. */
export type RefusalCode = RejectionCode | DoorRefusalCode | CliRefusalCode;

const DEFINITIONS: Record<RefusalCode, DoorRefusal> = { ...REJECTIONS, ...DOOR_REFUSALS, ...CLI_REFUSALS };

/** A refusal in words and as data: what `--json` prints under `refused`. */
export interface RefusalText {
  code: RefusalCode;
  rule: string;
  /** Option or field it is about. */
  field?: string;
  /** Chinese, then English. */
  message: string;
  context?: Record<string, string | number>;
}

/** Every refusal an operator can meet; `undefined` for a fault of ours, which keeps its stack. */
export function refusalText(error: unknown): RefusalText | undefined {
  if (error instanceof Refused) {
    // The role is no option of the command: the operator's comes from the environment.
    const { code, field = code === 'E_ROLE' ? ROLE_VARIABLE : undefined, detail: context } = error.rejection;
    const reason = reasonAt(error.rejection);
    return told({ code, field, context, ...(reason && { reason, rule: reason.rule }) });
  }
  if (error instanceof RefusedByLedger) return told(error);
  const found = refusalOf(error);
  return found && told({ ...found, field: found.field?.replaceAll('/', '.') });
}

/** A wrong command line, with the option it is about. */
export function usageText({ message, place: { field, rule } }: WrongUsage): RefusalText {
  return { code: 'E_USAGE', rule: rule ?? CLI_REFUSALS.E_USAGE.rule, ...(field !== undefined && { field }), message };
}

interface Found {
  code: RefusalCode;
  rule?: string;
  field?: string;
  reason?: { zh: string; en: string };
  context?: Record<string, string | number>;
}

function told({ code, rule, field, reason, context }: Found): RefusalText {
  const { zh, en, rule: ruleOfCode } = DEFINITIONS[code];
  const places = Object.entries(context ?? {}).map(([name, value]) => `${name} ${value}`);
  const place = places.length > 0 ? ` (${places.join(', ')})` : '';
  return {
    code,
    rule: rule ?? ruleOfCode,
    ...(field !== undefined && { field }),
    message: reason ? `${zh}：${reason.zh} / ${en}: ${reason.en}${place}` : `${zh} / ${en}${place}`,
    ...(context && { context }),
  };
}
