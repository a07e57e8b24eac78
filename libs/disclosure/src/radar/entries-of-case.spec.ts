import * as e from '../case/event-builders';
import type { CaseEvent } from '../events/envelope';
import { caseFile } from '../replay/case-file';
import { logged } from '../replay/logged';
import { entriesOfCase } from './entries-of-case';

const fileSha256 = 'a'.repeat(64);
const imported = (event: CaseEvent): CaseEvent => ({
  ...event,
  metadata: { ...event.metadata, origin: { fileSha256, sheet: 'csv', row: 2 } },
});
const history = logged(
  ['2026-01-12T02:00:00.000Z', e.registered('2025-03-03')],
  ['2026-01-12T02:00:00.000Z', e.replyDecided('2025-03-12')],
  ['2026-01-12T02:00:00.000Z', e.replyDispatched('2025-03-13')],
  ['2026-01-12T02:00:00.000Z', e.caseClosed('2025-03-13')],
  ['2026-02-02T02:00:00.000Z', e.replyDelivered('2025-03-17')],
);
const turned = (events: CaseEvent[]) =>
  entriesOfCase(caseFile(events))
    .filter(({ deadline }) => deadline?.turnedInTime)
    .map(({ type }) => type);

describe('the entries of a case', () => {
  it('name their case, their actor and the file they came from', () => {
    const [first, , , , last] = entriesOfCase(caseFile([...history.slice(0, 4).map(imported), history[4]!]));
    expect(first).toMatchObject({ caseId: 'demo-case', caseNo: 'DEMO-1', importedFrom: fileSha256 });
    expect(last).not.toHaveProperty('importedFrom');
    expect(last).toMatchObject({ type: 'ReplyDelivered', actor: { id: 'head' } });
  });

  it('of a file that brought the case itself were never overdue in the register', () => {
    expect(turned(history.map(imported))).toEqual([]);
    expect(turned([...history.slice(0, 4).map(imported), history[4]!])).toEqual([]);
  });

  it('typed by hand, or brought to a case that was there, are held against the period', () => {
    expect(turned(history)).toEqual(['ReplyDispatched']);
    expect(turned([history[0]!, ...history.slice(1).map(imported)])).toEqual(['ReplyDispatched']);
  });

  it('need a registration', () => expect(() => entriesOfCase(caseFile([]))).toThrow('registration'));
});
