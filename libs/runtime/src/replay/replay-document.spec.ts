import { caseFile, replayAt, replaySteps, shownHistory, type CaseEvent } from '@app/disclosure';
import * as e from '../../../disclosure/src/case/event-builders';
import { logged, notice } from '../../../disclosure/src/replay/logged';
import { momentNamed, momentsNamed, type CaseReplay } from './case-replay';
import type { NoSuchMoment } from './no-such-moment';
import { replayDocument } from './replay-document';

function opened(history: CaseEvent[], notices = [notice(3, '2025-03-05T03:00:00.000Z', 2025, {})]): CaseReplay {
  return {
    caseId: 'demo-case',
    caseNo: 'DEMO-1',
    unit: 'DEMO',
    today: '2025-06-02',
    head: 20,
    file: caseFile(history, notices),
    shown: caseFile(shownHistory(history, { unmasked: false }).history, notices),
  };
}

const CANARY = 'CANARY';
const HASH = 'c'.repeat(64);
const telling = opened(
  logged(
    [
      '2025-03-03T01:00:00.000Z',
      {
        ...e.registered('2025-03-03', {
          applicantName: `${CANARY}1`,
          applicantIdProof: `${CANARY}2`,
          contact: `${CANARY}3`,
          infoDescription: `${CANARY}4`,
        }),
        note: `${CANARY}5`,
      },
    ],
    ['2025-03-05T01:00:00.000Z', e.thirdPartyConsulted('2025-03-05', { thirdParty: `${CANARY}6` })],
    [
      '2025-03-20T01:00:00.000Z',
      e.event('ThirdPartyOpinionReceived', {
        consultId: 'consult-1',
        receivedOn: '2025-03-18',
        opinion: 'agree',
        ground: `${CANARY}7`,
      }),
    ],
    ['2025-03-21T01:00:00.000Z', e.entryCorrected('event-1', 'applicantName', { newText: `${CANARY}8` }, '2025-03-21')],
    ['2025-03-24T01:00:00.000Z', e.replyDecided('2025-03-24', 'granted', { reasons: `${CANARY}9` })],
    [
      '2025-03-25T01:00:00.000Z',
      e.replyDispatched('2025-03-25', { letter: { template: 'decision', version: 1, textHash: HASH } }),
    ],
    ['2025-03-25T01:00:00.000Z', e.caseClosed('2025-03-25', 'granted')],
  ),
);

describe('a replay as it is shown', () => {
  it.each([{}, { at: 'r5' }, { diff: 'r0..now' }, { signed: true }])(
    'tells %j without a protected value',
    (question) => {
      const text = JSON.stringify(replayDocument(telling, { ...question, working: true }));
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain(HASH);
    },
  );

  it('tells that a masked value changed', () => {
    const { fields } = replayDocument(telling, { diff: 'r2..r3' }).difference!;
    expect(fields).toEqual([{ field: 'applicantName', label: '申请人', before: 'C*', after: 'C*', masked: true }]);
  });

  it('names letters, actors and their roles', () => {
    const { at } = replayDocument(telling, { at: 'now' });
    expect(at?.letters).toMatchObject([{ label: '答复书', kind: 'decision', sentOn: '2025-03-25', revision: 5 }]);
    expect(at?.entries[0]).toMatchObject({
      label: '申请登记',
      actor: { id: 'head', label: '政府信息公开工作机构负责人' },
    });
    expect(at?.statusLabel).toBe('已办结');
  });

  it('says how many working days an entry came after the fact', () => {
    expect(replayDocument(telling, {}).steps?.map(({ entry }) => entry.lateWd)).toEqual([0, 0, 2, 0, 0, 0, 0]);
  });

  it('does not call an import late: it names its file', () => {
    const origin = { fileSha256: 'a'.repeat(64), sheet: 'csv', row: 2 };
    const imported = telling.file.history.map((event) => ({ ...event, metadata: { ...event.metadata, origin } }));
    const { entry } = replayDocument(opened(imported), {}).steps![2]!;
    expect(entry).toMatchObject({ origin });
    expect(entry).not.toHaveProperty('lateWd');
  });

  it('has a step for each entry, whose changes lead from nothing to the case now', () => {
    const { steps, at } = replayDocument(telling, {});
    expect(steps?.map(({ entry }) => entry.revision)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const values = new Map(steps?.flatMap(({ changes }) => changes.fields).map(({ field, after }) => [field, after]));
    expect(values.get('status')).toBe(at?.status);
  });

  it('leaves the working out unless asked for', () => {
    expect(replayDocument(telling, { at: 'r0' }).at?.clocks[0]).not.toHaveProperty('working');
    expect(replayDocument(telling, { at: 'r0', working: true }).at?.clocks[0]?.working).not.toHaveLength(0);
  });
});

describe('the replay of somebody who was erased', () => {
  const erasing = { subject: 'applicant', legalBasis: 'PIPL 47', reason: '本人申请' } as const;
  const gone = opened([
    ...telling.file.history,
    ...logged(
      ['2025-05-05T01:00:00.000Z', e.event('ErasureOrdered', { ...erasing, requestedBy: 'person' }, '2025-05-05')],
      ['2025-05-06T01:00:00.000Z', e.event('PersonErased', { ...erasing, orderEventId: 'event-8' }, '2025-05-06')],
    ).map((event, i) => ({ ...event, id: `event-${8 + i}`, revision: 7 + i, position: 8 + i })),
  ]);

  it('says of every moment, the past ones too, that the person was erased', () => {
    for (const at of ['r0', 'r6', 'now']) {
      const { state } = replayDocument(gone, { at }).at!;
      expect([null, '（已删除）']).toContain(state?.infoDescription);
      expect([null, '（已删除）']).toContain(state?.applicantName);
    }
    expect(JSON.stringify(replayDocument(gone, {}))).not.toContain(CANARY);
  });

  it('has a step for the erasure, and one state by steps and by moment', () => {
    const { steps, at } = replayDocument(gone, {});
    expect(steps?.at(-1)?.entry.type).toBe('PersonErased');
    expect(replaySteps(gone.file).at(-1)?.state).toEqual(replayAt(gone.file, momentNamed(gone, 'now')).state);
    expect(at?.status).toBe('CLOSED');
  });
});

describe('a moment by its name', () => {
  it.each([
    ['2', { revision: 1, position: 2 }],
    ['r2', { revision: 2, position: 3 }],
    ['now', { revision: 6, on: '2025-06-02' }],
    ['20', { revision: 6, position: 20 }],
  ])('%s', (name, moment) => {
    expect(momentNamed(telling, name)).toMatchObject(moment);
  });

  it.each([
    ['r7', 'NO_REVISION'],
    ['0', 'BEFORE_THE_CASE'],
    ['21', 'NOT_YET'],
  ])('%s is none of the case: %s', (name, fault) => {
    expect(() => momentNamed(telling, name)).toThrow(expect.objectContaining({ fault }) as NoSuchMoment);
  });

  it('does not lie before the one it is compared with', () => {
    expect(() => momentsNamed(telling, 'r3..r1')).toThrow(
      expect.objectContaining({ fault: 'BACKWARDS' }) as NoSuchMoment,
    );
    expect(momentsNamed(telling, 'r1..r1')).toHaveLength(2);
  });
});
