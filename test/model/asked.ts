import type { CaseCommandData } from '@app/disclosure';
import { dayFor } from './days';
import type { Intent } from './intents';
import { MAKE, PEOPLE, type PlayedCommand, type PlayedName } from './making';
import { LIKELY, nextSteps } from './next-steps';
import { later, type Book } from './rules';

export interface Asked {
  id: string;
  command: PlayedCommand;
  role: (typeof ROLES)[number];
  today: string;
}

const ROLES = [
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'office_head',
  'handler',
  'handler',
  'registrar',
  'signer',
  'system',
  'admin',
  'auditor',
] as const;

const NAMES = Object.keys(MAKE) as PlayedName[];
/** What may come at any time, now and then. */
const ANYTIME: PlayedName[] = ['CorrectEntry', 'RetractEntry', 'CorrectEntry', 'RetractEntry', 'RecordComplaint'];

/** The command an intent becomes on a case as the model has it. `today` never goes back. */
export function asked(one: Intent, book: Book, last: string, today: string): Asked {
  const { now } = book;
  const likely = [...LIKELY[now?.status ?? 'NONE'], ...(now ? nextSteps(now) : [])];
  const rewrites = now !== undefined && one.fault > 20 && one.fault < 24;
  const name = rewrites
    ? ANYTIME[one.act % ANYTIME.length]!
    : one.anyAct
      ? NAMES[one.act % NAMES.length]!
      : likely[one.act % likely.length]!;
  const on = now ? dayFor(one, now, last) : last;
  const pick = (n: number, of: number) => one.choices[n]! % of;
  const data = MAKE[name]({ book, on, now, pick, wrong: one.fault < 4 }) as CaseCommandData[PlayedName];
  const day = later(on > today ? on : today, one.lag);
  return {
    command: { name, data } as PlayedCommand,
    id: PEOPLE[one.choices[5]! % PEOPLE.length]!,
    role: ROLES[one.role]!,
    // Now and then the day of the act is still to come.
    today: one.fault === 24 ? [today, later(on, -1)].toSorted()[1]! : day,
  };
}
