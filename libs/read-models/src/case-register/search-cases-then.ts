import type { EntityManager } from 'typeorm';
import { casesThen, type Then } from '../framework/cases-as-of';
import { narrowed, type CaseSearch } from './case-search';
import { registerRowOf } from './case-register';
import { placeOf, type Place } from './cursor';
import type { RegisterCase } from './register-case.entity';

type Criterion = keyof Omit<CaseSearch, 'limit'>;

const ALWAYS = (): boolean => true;

/** What `NARROWINGS` asks of a line in SQL, asked of a line that was folded; a criterion SQL has answered holds. */
const HOLDS: { [C in Criterion]-?: (row: RegisterCase, value: NonNullable<CaseSearch[C]>) => boolean } = {
  unit: ALWAYS,
  caseNo: ({ caseNo }, asked) => (asked.endsWith('*') ? caseNo.startsWith(asked.slice(0, -1)) : caseNo === asked),
  status: ({ status }, asked) => asked.includes(status),
  applicantKind: ({ applicantKind }, asked) => asked.includes(applicantKind),
  resultCode: ({ resultCode }, asked) => resultCode !== null && asked.includes(resultCode),
  receivedFrom: ({ receivedOn }, asked) => receivedOn !== null && receivedOn >= asked,
  receivedTo: ({ receivedOn }, asked) => receivedOn !== null && receivedOn <= asked,
  overdueOn: ({ replyClock, replyDueOn }, asked) =>
    (replyClock === 'running' || replyClock === 'expired') && replyDueOn !== null && replyDueOn < asked,
  applicantName: ALWAYS,
  cursor: (row, cursor) => isAfter(row, placeOf(cursor)),
};

const UNRECEIVED = '9999-12-31';
const dayOf = ({ receivedOn }: Pick<RegisterCase, 'receivedOn'>): string => receivedOn ?? UNRECEIVED;

const isAfter = (row: RegisterCase, { receivedOn, caseId }: Place): boolean =>
  dayOf(row) < dayOf({ receivedOn }) || (dayOf(row) === dayOf({ receivedOn }) && row.caseId > caseId);

const inOrder = (a: RegisterCase, b: RegisterCase): number =>
  dayOf(a) === dayOf(b) ? (a.caseId < b.caseId ? -1 : 1) : dayOf(a) < dayOf(b) ? 1 : -1;

/**
 * Lines of the register as they stood then, in the order of the register. Lines nothing happened to since come from the
 * view; the others are folded again, so that the question costs as much as has happened since.
 */
export async function rowsThen(
  manager: EntityManager,
  criteria: CaseSearch,
  then: Then,
  limit: number,
): Promise<RegisterCase[]> {
  const standing = await narrowed(manager, criteria)
    .andWhere(`not ${then.changed}`, then.parameters)
    .limit(limit)
    .getMany();
  // Names are kept as they stand today and nowhere else (D9): a name is looked for as it is now.
  const { unit, applicantName } = criteria;
  const changed = await narrowed(manager, { unit, applicantName }).andWhere(then.changed, then.parameters).getMany();
  const found: RegisterCase[] = [];
  for await (const now of casesThen(manager, then, changed)) {
    const row = registerRowOf(now);
    if (holds(row, criteria)) found.push(row);
  }
  return [...standing, ...found].sort(inOrder).slice(0, limit);
}

const holds = (row: RegisterCase, criteria: CaseSearch): boolean =>
  Object.entries(HOLDS).every(([criterion, of]) => {
    const value = criteria[criterion as Criterion];
    return value === undefined || (of as (row: RegisterCase, value: unknown) => boolean)(row, value);
  });
