import { randomUUID } from 'node:crypto';
import { deriveEventId } from '@app/event-store';
import { SAMPLE_OF } from '../../../libs/disclosure/src/case/sample-histories';
import type { CaseCommand, CaseCommandName } from '@app/disclosure';
import { linearizable, type Operation } from './linearizable';
import { oneClerk, type Answer, type Asked } from './one-clerk';

type Call = Operation<Asked, Answer>;
const actor = { id: 'head', role: 'office_head' } as const;
const asking = (name: CaseCommandName, more: { commandId?: string; expectedRevision?: number } = {}): Asked => ({
  commandId: randomUUID(),
  caseId: 'case',
  actor,
  command: { name, data: SAMPLE_OF[name] } as CaseCommand,
  ...more,
});
const idsOf = (asked: Asked, events = 1): string[] =>
  Array.from({ length: events }, (_, index) => deriveEventId((asked as { commandId: string }).commandId, index));
const call = (invoked: number, answered: number, asked: Asked, answer?: Answer): Call => ({
  client: invoked,
  invoked,
  answered,
  asked,
  ...(answer !== undefined && { answer }),
});
const accepted = (asked: Asked, revision: number): Answer => ({ accepted: idsOf(asked), revision });

const registered = asking('RegisterApplication');
const decision = asking('Decide');
const voiding = asking('VoidCase');
const complaint = asking('RecordComplaint');
const another = asking('RecordComplaint');
const REGISTRATION = call(0, 1, registered, accepted(registered, 0));
const look = (at: number, ...asked: Asked[]) =>
  call(at, at + 1, 'look', { looked: asked.flatMap((one) => idsOf(one)) });

const judge = (...calls: Call[]) => linearizable(oneClerk(), calls).legal;

describe('calls that some order explains', () => {
  it('are legal in whatever order they were answered', () => {
    expect(
      judge(
        REGISTRATION,
        call(2, 9, complaint, accepted(complaint, 2)),
        call(3, 5, decision, accepted(decision, 1)),
        call(4, 8, voiding, { refused: 'E_STATE' }),
        look(10, registered, decision, complaint),
      ),
    ).toBe(true);
  });

  it('may hold one whose outcome nobody knows, stored or not', () => {
    const unknown = call(2, Infinity, complaint);
    expect(judge(REGISTRATION, unknown, look(9, registered))).toBe(true);
    expect(judge(REGISTRATION, unknown, look(9, registered, complaint))).toBe(true);
  });

  it('may hold the same command twice, answered alike', () => {
    const once = [call(2, 5, complaint, accepted(complaint, 1)), call(3, 6, complaint, accepted(complaint, 1))];
    expect(judge(REGISTRATION, ...once, look(9, registered, complaint))).toBe(true);
  });

  it('may hold a stale one where the case had moved on', () => {
    const late = asking('RecordComplaint', { expectedRevision: 0 });
    const moved = call(2, 4, complaint, accepted(complaint, 1));
    expect(judge(REGISTRATION, moved, call(3, 5, late, 'stale'), look(9, registered, complaint))).toBe(true);
  });
});

describe('calls that no order explains', () => {
  it('a lost update: two were told the same revision', () => {
    const both = [call(2, 5, complaint, accepted(complaint, 1)), call(3, 6, another, accepted(another, 1))];
    expect(judge(REGISTRATION, ...both, look(9, registered, another))).toBe(false);
  });

  it('a stale premise: accepted after the case had been voided', () => {
    const both = [call(2, 3, voiding, accepted(voiding, 1)), call(4, 5, decision, accepted(decision, 2))];
    expect(judge(REGISTRATION, ...both)).toBe(false);
    expect(judge(REGISTRATION, call(2, 5, voiding, accepted(voiding, 1)), both[1]!)).toBe(false);
  });

  it('a stated revision that was passed over', () => {
    const late = asking('RecordComplaint', { expectedRevision: 0 });
    const moved = call(2, 3, complaint, accepted(complaint, 1));
    expect(judge(REGISTRATION, moved, call(4, 5, late, accepted(late, 2)))).toBe(false);
  });

  it('a double effect: one command is in the case twice', () => {
    const once = call(2, 3, complaint, accepted(complaint, 1));
    expect(judge(REGISTRATION, once, look(9, registered, complaint, complaint))).toBe(false);
    const twice = call(4, 5, complaint, accepted(complaint, 2));
    expect(judge(REGISTRATION, once, twice)).toBe(false);
  });

  it('an acknowledged command that is not there, and one that nobody sent', () => {
    const told = call(2, 3, complaint, accepted(complaint, 1));
    expect(judge(REGISTRATION, told, look(9, registered))).toBe(false);
    expect(judge(REGISTRATION, look(9, registered, complaint))).toBe(false);
  });

  it('a stale look: what was acknowledged before it is not seen', () => {
    const told = call(2, 3, complaint, accepted(complaint, 1));
    expect(judge(REGISTRATION, told, look(4, registered), look(9, registered, complaint))).toBe(false);
  });

  it('a refusal of what the law allows, a stale one that was not, a reused id that was free', () => {
    expect(judge(REGISTRATION, call(2, 3, decision, { refused: 'E_STATE' }))).toBe(false);
    const fresh = asking('RecordComplaint', { expectedRevision: 0 });
    expect(judge(REGISTRATION, call(2, 3, fresh, 'stale'))).toBe(false);
    expect(judge(REGISTRATION, call(2, 3, complaint, 'reused'))).toBe(false);
  });

  it('a number given to two', () => {
    const second = asking('RegisterApplication');
    expect(judge(REGISTRATION, call(0, 3, second, accepted(second, 0)))).toBe(false);
    expect(judge(REGISTRATION, call(0, 3, second, { refused: 'E_CASE_EXISTS' }))).toBe(true);
  });
});
