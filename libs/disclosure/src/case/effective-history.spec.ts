import { effectiveHistory } from './effective-history';
import * as e from './event-builders';
import { recorded, stateAfter } from './specification';

describe('corrections and retractions (R-110)', () => {
  it('a correction puts its value in the place of the field', () => {
    const state = stateAfter(
      e.registered('2025-03-03'),
      e.entryCorrected('event-1', 'receivedOn', { oldValue: '2025-03-03', newValue: '2025-03-04' }),
    );
    expect([state.receivedOn, state.epochs[0]?.startedOn]).toEqual(['2025-03-04', '2025-03-04']);
  });

  it('an entry whose own day was corrected took effect on the corrected day', () => {
    const history = recorded([
      e.registered('2025-03-03'),
      e.correctionRequested('2025-03-05'),
      e.entryCorrected('event-2', 'sentOn', { oldValue: '2025-03-05', newValue: '2025-03-06' }),
    ]);
    expect(effectiveHistory(history).map(({ effectiveOn }) => effectiveOn)).toEqual([
      '2025-03-03',
      '2025-03-06',
      '2026-01-05',
    ]);
  });

  it('an entry without a day of its own keeps the one it was given, whatever of it was corrected', () => {
    const history = recorded([
      e.registered('2025-03-03'),
      e.correctionRequested('2025-03-05'),
      e.lateCorrectionExcused('2025-04-01'),
      e.entryCorrected('event-3', 'reason', { oldValue: '住院', newValue: '出差' }),
    ]);
    expect(effectiveHistory(history)[2]).toMatchObject({ effectiveOn: '2025-04-01', data: { reason: '出差' } });
  });

  it('protected text travels in its own fields', () => {
    const state = stateAfter(
      e.registered('2025-03-03'),
      e.entryCorrected('event-1', 'applicantName', { oldText: '示例申请人', newText: '另一申请人' }),
    );
    expect(state.applicantName).toBe('另一申请人');
  });

  it('a correction without a new value takes the field away', () => {
    const state = stateAfter(
      e.registered('2025-03-03', { agent: '代理人' }),
      e.entryCorrected('event-1', 'agent', { oldText: '代理人' }),
    );
    expect('agent' in state).toBe(false);
  });

  it('of several corrections of one field the last counts', () => {
    const state = stateAfter(
      e.registered('2025-03-03'),
      e.entryCorrected('event-1', 'applicantKind', { newValue: 'legal_commercial' }),
      e.entryCorrected('event-1', 'applicantKind', { newValue: 'legal_research' }),
    );
    expect(state.applicantKind).toBe('legal_research');
  });

  it('a correction can itself be corrected', () => {
    const state = stateAfter(
      e.registered('2025-03-03'),
      e.entryCorrected('event-1', 'applicantKind', { newValue: 'legal_commercial' }),
      e.entryCorrected('event-2', 'newValue', { newValue: 'legal_other' }),
    );
    expect(state.applicantKind).toBe('legal_other');
  });

  it('a retracted lapse leaves the case waiting again (A-30)', () => {
    const lapsed = [
      e.registered('2025-03-03'),
      e.correctionRequested('2025-03-05'),
      e.correctionLapsed('2025-03-21'),
      e.caseClosed('2025-03-21', 'other_correction_lapsed', 'correction_lapsed'),
    ];
    expect(stateAfter(...lapsed).status).toBe('CLOSED');
    const state = stateAfter(...lapsed, e.entryRetracted('event-4'), e.entryRetracted('event-3'));
    expect([state.status, state.closing, state.correction?.lapsedOn]).toEqual([
      'AWAITING_CORRECTION',
      undefined,
      undefined,
    ]);
  });

  it('a retracted correction is no correction', () => {
    const state = stateAfter(
      e.registered('2025-03-03'),
      e.entryCorrected('event-1', 'receivedOn', { newValue: '2025-03-04' }),
      e.entryRetracted('event-2'),
    );
    expect(state.receivedOn).toBe('2025-03-03');
  });

  it('a retracted retraction brings the entry back', () => {
    const state = stateAfter(
      e.registered('2025-03-03'),
      e.correctionRequested('2025-03-05'),
      e.entryRetracted('event-2'),
      e.entryRetracted('event-3'),
    );
    expect(state.correction?.sentOn).toBe('2025-03-05');
  });

  it('the state stands at the last entry recorded, retraction or not', () => {
    const state = stateAfter(
      e.registered('2025-03-03'),
      e.correctionRequested('2025-03-05'),
      e.entryRetracted('event-2'),
    );
    expect([state.revision, state.position]).toEqual([2, 3]);
  });

  it('leaves the recorded history as it was', () => {
    const history = recorded([
      e.registered('2025-03-03'),
      e.entryCorrected('event-1', 'receivedOn', { newValue: '2025-03-04' }),
    ]);
    const before = JSON.stringify(history);
    effectiveHistory(history);
    expect(JSON.stringify(history)).toBe(before);
  });
});
