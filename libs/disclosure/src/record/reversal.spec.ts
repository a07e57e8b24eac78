import { entryCorrected, entryRetracted, reconsiderationFiled } from '../case/event-builders';
import { circumstances, recorded } from '../case/specification';
import { fold } from '../case/fold';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import { factsOf } from '../statistics/facts-of';
import type { CaseRecord } from './case-record';
import { eventsOfRecord } from './events-of-record';
import { reversalOf } from './reversal';

const row = (cells: Partial<CaseRecord> = {}): CaseRecord => ({
  unit: 'DEMO',
  caseNo: 'DEMO-1',
  receivedOn: '2025-03-03',
  channel: 'in_person',
  applicantKind: 'natural_person',
  applicantName: '示例申请人',
  infoDescription: '示例信息',
  reconsiderations: [],
  suits: [],
  ...cells,
});
const BY = { reason: '导入了错误的文件', approvedBy: 'director' };
const GRANTED = { concludedOn: '2025-03-10', resultCode: 'granted' } as const;

/** A history of batches, each event told which it came from by the file of its origin. */
function after(history: CaseEvent[], events: NewCaseEvent[], file: string): CaseEvent[] {
  const first = history.length;
  const more = recorded([
    ...history.map(({ type, effectiveOn, data }) => ({ type, effectiveOn, data }) as NewCaseEvent),
    ...events,
  ])
    .slice(first)
    .map((event) => ({
      ...event,
      metadata: { ...event.metadata, origin: { fileSha256: file, sheet: 'csv', row: 2 } },
    }));
  return [...history, ...more];
}

function imported(history: CaseEvent[], record: CaseRecord, file: string): CaseEvent[] {
  const outcome = eventsOfRecord(record, history, circumstances);
  if ('rejection' in outcome) throw new Error(outcome.rejection.code);
  return after(history, outcome.events, file);
}

function reversed(history: CaseEvent[], file: string, by = BY): CaseEvent[] {
  const outcome = reversalOf(history, ({ metadata }) => metadata.origin?.fileSha256 === file, by, circumstances);
  if ('rejection' in outcome) throw new Error(outcome.rejection.code);
  return after(history, outcome.events, 'by hand');
}

const facts = (history: CaseEvent[]) => {
  const state = fold(history);
  return state && factsOf(state);
};

describe('reversing an import (L-23)', () => {
  it('takes a case the file registered out of every cell, and keeps its history', () => {
    const history = imported([], row(GRANTED), 'a');
    const undone = reversed(history, 'a');
    expect(facts(history)).toBeDefined();
    expect(facts(undone)).toBeUndefined();
    expect(undone.slice(0, history.length)).toEqual(history);
    expect(undone.at(-1)).toMatchObject({
      type: 'CaseVoided',
      data: { reason: 'import_reversed', approvedBy: 'director' },
    });
  });

  it('puts a case that was known before back to what it was', () => {
    const before = imported([], row(), 'a');
    const changed = imported(before, row({ ...GRANTED, applicantKind: 'legal_commercial' }), 'b');
    expect(facts(changed)).toMatchObject({ column: 'legal_commercial', resultCode: 'granted' });
    expect(facts(reversed(changed, 'b'))).toEqual(facts(before));
  });

  it('puts back an ending that the file had replaced', () => {
    const before = imported([], row(GRANTED), 'a');
    const changed = imported(before, row({ concludedOn: '2025-03-12', resultCode: 'unable_not_held' }), 'b');
    expect(facts(changed)).toMatchObject({ resultCode: 'unable_not_held' });
    expect(facts(reversed(changed, 'b'))).toEqual(facts(before));
  });

  it('reverses nothing twice', () => {
    const once = reversed(imported([], row(GRANTED), 'a'), 'a');
    expect(reversed(once, 'a')).toEqual(once);
    const known = imported(imported([], row(), 'a'), row(GRANTED), 'b');
    expect(reversed(reversed(known, 'b'), 'b')).toHaveLength(reversed(known, 'b').length);
  });

  it('lets the same row, or a better one, come in again afterwards', () => {
    const undone = reversed(imported([], row(GRANTED), 'a'), 'a');
    const same = imported(undone, row(GRANTED), 'a');
    expect(facts(same)).toMatchObject({ statYear: 2025, resultCode: 'granted' });
    expect(facts(imported(undone, row({ ...GRANTED, receivedOn: '2025-03-04' }), 'c'))).toBeDefined();
    // and it is the same case, not a second one
    expect(same.filter(({ type }) => type === 'ApplicationRegistered')).toHaveLength(1);
  });

  it('leaves a case alone on which work went on', () => {
    const history = imported(imported([], row(), 'a'), row(GRANTED), 'b');
    const outcome = reversalOf(history, ({ metadata }) => metadata.origin?.fileSha256 === 'a', BY, circumstances);
    expect(outcome).toEqual({
      rejection: { code: 'E_DEPENDENT', detail: { later: 'ReplyDecided', revision: 1 } },
    });
  });

  it('of one file after another, the latest first, leaves a case alone no longer', () => {
    const first = imported([], row({ ...GRANTED, correctionAskedOn: '2025-03-05' }), 'a');
    const corrected = imported(first, row({ contact: '示例电话' }), 'b');
    const lapsed = imported(first, row({ concludedOn: '2025-03-12', resultCode: 'other_correction_lapsed' }), 'b');
    for (const second of [corrected, lapsed]) {
      expect(
        reversalOf(second, ({ metadata }) => metadata.origin?.fileSha256 === 'a', BY, circumstances),
      ).toMatchObject({ rejection: { code: 'E_DEPENDENT' } });
      expect(facts(reversed(reversed(second, 'b'), 'a'))).toBeUndefined();
    }
  });

  it('minds no entry that was made, put right and taken back again by hand', () => {
    const first = imported([], row(GRANTED), 'a');
    const appealed = after(first, [reconsiderationFiled('2025-05-06')], 'by hand');
    const { id } = appealed.at(-1)!;
    const righted = after(appealed, [entryCorrected(id, 'filedOn', { newValue: '2025-05-07' })], 'by hand');
    for (const open of [appealed, righted]) {
      expect(() => reversed(open, 'a')).toThrow('E_DEPENDENT');
      expect(facts(reversed(after(open, [entryRetracted(id)], 'by hand'), 'a'))).toBeUndefined();
    }
  });

  it('leaves a case alone that another file brought back', () => {
    const again = imported(reversed(imported([], row(GRANTED), 'a'), 'a'), row(GRANTED), 'b');
    const outcome = reversalOf(again, ({ metadata }) => metadata.origin?.fileSha256 === 'a', BY, circumstances);
    expect(outcome).toMatchObject({ rejection: { code: 'E_DEPENDENT', detail: { later: 'EntryRetracted' } } });
  });

  it('is not what a clerk called so who took an entry back', () => {
    const history = imported(imported([], row(), 'a'), row({ contact: '示例电话' }), 'b');
    const undone = reversed(history, 'b', { ...BY, reason: 'import_reversed' });
    expect(facts(undone)).toBeDefined();
    expect(facts(reversed(undone, 'a'))).toBeUndefined();
  });

  it.each([
    [{ ...BY, approvedBy: ' ' }, 'E_ROLE', 'approvedBy'],
    [{ ...BY, approvedBy: circumstances.actor.id }, 'E_ROLE', 'approvedBy'],
    [{ ...BY, reason: '' }, 'E_MISSING', 'reason'],
  ])('needs a reason and a second person: %j is %s of %s', (by, code, field) => {
    const history = imported([], row(), 'a');
    expect(reversalOf(history, () => true, by, circumstances)).toEqual({ rejection: { code, field } });
  });
});
