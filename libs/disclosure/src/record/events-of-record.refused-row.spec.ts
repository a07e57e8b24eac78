import * as e from '../case/event-builders';
import { circumstances, recorded } from '../case/specification';
import { findingsOf } from '../clocks/findings';
import type { RejectionCode } from '../vocabulary/rejections';
import type { CaseRecord } from './case-record';
import { eventsOfRecord } from './events-of-record';
import { expectRefused, row, stateOf } from './record-specification';

describe('a row is refused (L-16)', () => {
  it.each<[string, Partial<CaseRecord>, RejectionCode, string]>([
    ['received before it arrived', { arrivedOn: '2025-03-04' }, 'E_DATE_ORDER', 'receivedOn'],
    [
      'concluded before it was received',
      { concludedOn: '2025-03-02', resultCode: 'granted' },
      'E_DATE_ORDER',
      'concludedOn',
    ],
    ['a correction before the receipt', { correctionAskedOn: '2025-03-02' }, 'E_DATE_ORDER', 'correctionAskedOn'],
    [
      'corrected before it was asked',
      { correctionAskedOn: '2025-03-10', correctionReceivedOn: '2025-03-09' },
      'E_DATE_ORDER',
      'correctionReceivedOn',
    ],
    ['extended before the receipt', { extensionNotifiedOn: '2025-03-02' }, 'E_DATE_ORDER', 'extensionNotifiedOn'],
    [
      'an opinion before the question',
      { consultedOn: '2025-03-10', opinionOn: '2025-03-09' },
      'E_DATE_ORDER',
      'opinionOn',
    ],
    ['paid before the notice', { feeNoticedOn: '2025-03-10', feePaidOn: '2025-03-09' }, 'E_DATE_ORDER', 'feePaidOn'],
    [
      'concluded before its extension',
      { extensionNotifiedOn: '2025-03-20', concludedOn: '2025-03-19', resultCode: 'granted' },
      'E_DATE_ORDER',
      'concludedOn',
    ],
    [
      'attacked before the receipt',
      { reconsiderations: [{ filedOn: '2025-03-02' }] },
      'E_DATE_ORDER',
      'reconsiderations.0.filedOn',
    ],
    [
      'a suit over before it was filed',
      { suits: [{ route: 'direct', filedOn: '2025-05-02', concludedOn: '2025-05-01', result: 'other' }] },
      'E_DATE_ORDER',
      'suits.0.concludedOn',
    ],
    ['a day that is none', { receivedOn: '2025-02-30' }, 'E_DATE', 'receivedOn'],
    ['a day to come', { concludedOn: '2026-07-01', resultCode: 'granted' }, 'E_FUTURE', 'concludedOn'],
    ['an extension of 21 days', { extensionWd: 21 }, 'E_EXT_TOO_LONG', 'extensionWd'],
    ['a result the form does not have', { resultCode: 'maybe' as never }, 'E_RESULT_CODE', 'resultCode'],
    ['concluded, nobody knows how', { concludedOn: '2025-03-20' }, 'E_MISSING', 'resultCode'],
    ['lapsed, nobody knows when', { resultCode: 'other_fee_lapsed' }, 'E_MISSING', 'concludedOn'],
    [
      'a reconsideration over, nobody knows how',
      { reconsiderations: [{ filedOn: '2025-05-02', concludedOn: '2025-06-01' }] },
      'E_MISSING',
      'reconsiderations.0.result',
    ],
  ])('%s', (_what, cells, code, field) => {
    expectRefused(row(cells), code, field);
  });

  it('of a case that is void', () => {
    expectRefused(row(), 'E_STATE', undefined, recorded([e.registered('2025-03-03'), e.caseVoided('2025-03-04')]));
  });

  it('recorded by an auditor', () => {
    expect(eventsOfRecord(row(), [], { ...circumstances, actor: { id: 'a', role: 'auditor' } })).toMatchObject({
      rejection: { code: 'E_ROLE' },
    });
  });

  it('but not for being late: the reply of May is overdue', () => {
    const state = stateOf(row({ concludedOn: '2025-05-20', resultCode: 'granted' }));
    expect(findingsOf(state, circumstances.calendar).map(({ code }) => code)).toEqual(['F_OVERDUE']);
  });
});
