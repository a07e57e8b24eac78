import * as e from '../case/event-builders';
import { caseFile, momentNow, momentOfPosition, momentOfRevision } from './case-file';
import { difference } from './difference';
import { logged, notice } from './logged';
import { signings } from './signed';

const letter = { template: 'extension_notice', version: 1, textHash: 'a'.repeat(64) };

describe('the difference between two moments', () => {
  it('names the entry that moved a date, and the letter that went out with it', () => {
    const file = caseFile(
      logged(
        ['2025-03-03T01:00:00.000Z', e.registered('2025-03-03')],
        ['2025-03-20T01:00:00.000Z', e.extensionApproved('2025-03-20')],
        ['2025-03-21T01:00:00.000Z', e.event('ExtensionNotified', { notifiedOn: '2025-03-21', letter })],
      ),
    );
    const { clocks, letters, fields } = difference(file, momentOfRevision(file, 0), momentOfRevision(file, 2));
    const reply = clocks.find(({ clock }) => clock === 'C3');
    expect(reply?.before?.dueOn).toBe('2025-03-31');
    expect(reply?.after?.dueOn).toBe('2025-04-28');
    expect(reply?.because.map(({ cause }) => cause)).toMatchObject([
      { kind: 'event', type: 'ExtensionNotified', revision: 2 },
    ]);
    expect(letters).toMatchObject([{ kind: 'extension_notice', revision: 2, sentOn: '2025-03-21' }]);
    expect(fields.map(({ field }) => field)).toContain('epochs.0.extension.notifiedOn');
  });

  it('names the holiday notice that moved a date while nothing happened in the case', () => {
    const file = caseFile(logged(['2025-03-03T01:00:00.000Z', e.registered('2025-03-03')]), [
      notice(7, '2025-03-10T01:00:00.000Z', 2025, { daysOff: ['2025-03-14', '2025-03-17'] }),
    ]);
    const { clocks, fields } = difference(file, momentOfRevision(file, 0), momentOfPosition(file, 7));
    expect(fields).toEqual([]);
    expect(clocks.find(({ clock }) => clock === 'C3')).toMatchObject({
      before: { dueOn: '2025-03-31' },
      after: { dueOn: '2025-04-02' },
      because: [{ cause: { kind: 'notice', position: 7, year: 2025, source: '示例通知7' } }],
    });
  });

  it('says that days went by where an open consultation holds the clock', () => {
    const file = caseFile(
      logged(
        ['2025-03-03T01:00:00.000Z', e.registered('2025-03-03')],
        ['2025-03-10T01:00:00.000Z', e.thirdPartyConsulted('2025-03-10')],
      ),
    );
    const { clocks } = difference(file, momentOfRevision(file, 1), momentNow(file, '2025-03-17'));
    expect(clocks.find(({ clock }) => clock === 'C3')?.because).toMatchObject([
      { cause: { kind: 'days', from: '2025-03-10', to: '2025-03-17' } },
    ]);
  });

  it('lets the days pass before the entry that ends them', () => {
    const file = caseFile(
      logged(
        ['2025-03-03T01:00:00.000Z', e.registered('2025-03-03')],
        ['2025-03-10T01:00:00.000Z', e.thirdPartyConsulted('2025-03-10')],
        ['2025-03-17T01:00:00.000Z', e.consultationCancelled('2025-03-12')],
      ),
    );
    const { clocks } = difference(file, momentOfRevision(file, 1), momentOfRevision(file, 2));
    expect(clocks.find(({ clock }) => clock === 'C3')?.because).toMatchObject([
      { cause: { kind: 'days' }, after: { dueOn: '2025-04-08' } },
      { cause: { kind: 'event', type: 'ConsultationCancelled' }, after: { dueOn: '2025-04-02' } },
    ]);
  });

  it('shows findings that appear, and those a correction takes away again', () => {
    const file = caseFile(
      logged(
        ['2025-03-03T01:00:00.000Z', e.registered('2025-03-03')],
        ...e.replied('2025-04-08', 'granted').map((event) => ['2025-04-08T01:00:00.000Z', event] as [string, never]),
        ['2025-04-09T01:00:00.000Z', e.entryCorrected('event-3', 'dispatchedOn', { newValue: '2025-03-28' })],
        ['2025-04-09T01:00:00.000Z', e.entryCorrected('event-4', 'concludedOn', { newValue: '2025-03-28' })],
      ),
    );
    const late = difference(file, momentOfRevision(file, 0), momentOfRevision(file, 3));
    expect(late.findings.appeared).toMatchObject([{ code: 'F_OVERDUE', detail: { overdueWd: 5 } }]);
    const corrected = difference(file, momentOfRevision(file, 3), momentOfRevision(file, 5));
    expect(corrected.findings).toMatchObject({ appeared: [], vanished: [{ code: 'F_OVERDUE' }] });
  });

  it('goes forward only', () => {
    const file = caseFile(
      logged(
        ['2025-03-03T01:00:00.000Z', e.registered('2025-03-03')],
        ['2025-03-05T01:00:00.000Z', e.correctionRequested('2025-03-05')],
      ),
    );
    expect(() => difference(file, momentOfRevision(file, 1), momentOfRevision(file, 0))).toThrow(RangeError);
  });
});

describe('what was known when a decision was signed', () => {
  const file = caseFile(
    logged(
      ['2025-03-03T01:00:00.000Z', e.registered('2025-03-03')],
      ['2025-03-12T01:00:00.000Z', e.replyDecided('2025-03-12')],
      ['2025-03-13T01:00:00.000Z', e.replyDispatched('2025-03-13')],
      ['2025-03-20T01:00:00.000Z', e.thirdPartyConsulted('2025-03-05')],
      ['2025-03-20T02:00:00.000Z', e.replyDelivered('2025-03-13')],
      ['2025-03-21T01:00:00.000Z', e.entryCorrected('event-1', 'applicantKind', { newValue: 'legal_other' })],
      ['2025-03-22T01:00:00.000Z', e.entryCorrected('event-3', 'trackingNo', { newValue: 'EMS1' })],
    ),
  );

  it('is the case just before the act', () => {
    const [decided, sent] = signings(file);
    expect(decided).toMatchObject({ event: { type: 'ReplyDecided' }, known: { moment: { revision: 0 } } });
    expect(decided?.known.state).toMatchObject({
      status: 'RUNNING',
      consultations: [],
      applicantKind: 'natural_person',
    });
    expect(sent).toMatchObject({ event: { type: 'ReplyDispatched' }, known: { moment: { revision: 1 } } });
    expect(sent?.known.state?.status).toBe('DECIDED');
  });

  it('lists apart what was told later of days before it, and what was rewritten since', () => {
    const [decided, sent] = signings(file);
    expect(decided?.late.map(({ id }) => id)).toEqual(['event-4']);
    expect(sent?.late.map(({ id }) => id)).toEqual(['event-4']);
    expect(decided?.rewritten.map(({ id }) => id)).toEqual(['event-6']);
    expect(sent?.rewritten.map(({ id }) => id)).toEqual(['event-6', 'event-7']);
  });
});
