import type { CaseCommandData } from './commands';
import { registrationsOfParts } from './decisions/split-application';
import * as e from './event-builders';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given, recorded, stateAfter } from './specification';
import { fold } from './fold';

const split = (changed: Partial<CaseCommandData['SplitApplication']> = {}) =>
  command('SplitApplication', { ...SAMPLE_OF.SplitApplication, ...changed });

describe('splitting an application (R-52)', () => {
  it('ends it as split; it is no case any more', () => {
    given(e.registered('2025-03-03'))
      .when(split())
      .then(e.event('ApplicationSplit', { childCaseIds: ['child-1', 'child-2'], reason: '一事一申请' }, '2026-06-30'))
      .thenStatus('SPLIT');
  });

  it('registers each part with the receipt and the applicant of the whole', () => {
    const parent = stateAfter(e.arrived('2025-03-01', { agent: '代理人' }), e.receiptConfirmed('2025-03-03'));
    const parts = registrationsOfParts(parent, SAMPLE_OF.SplitApplication);
    expect(parts.map(({ caseId, event }) => [caseId, event.effectiveOn, event.data])).toEqual(
      ['甲', '乙'].map((matter, i) => [
        `child-${i + 1}`,
        '2025-03-03',
        {
          unit: 'DEMO',
          caseNo: `DEMO-1-${i + 1}`,
          channel: 'mail_ordinary',
          arrivedOn: '2025-03-01',
          receivedOn: '2025-03-03',
          applicantKind: 'natural_person',
          applicantName: '示例申请人',
          applicantIdProof: null,
          contact: null,
          agent: '代理人',
          infoDescription: `示例信息${matter}`,
          filledByOffice: false,
          parentCaseId: 'demo-case',
        },
      ]),
    );
    const part = fold(recorded([parts[0]!.event]));
    expect(part).toMatchObject({ status: 'RUNNING', receivedOn: '2025-03-03', parentCaseId: 'demo-case' });
  });

  const before = [e.registered('2025-03-03')];
  it.each([
    ['a correction', [...before, e.correctionRequested('2025-03-05'), e.correctionReceived('2025-03-07')]],
    ['a fee', [...before, e.feeNoticeIssued('2025-03-05'), e.feePaid('2025-03-10')]],
    [
      'a decision, taken back or not',
      [...before, e.replyDecided('2025-03-05'), e.event('ReplyDecisionRevoked', { reason: '笔误' }, '2025-03-06')],
    ],
    ['a notice that is not answered', HISTORY_OF.AWAITING_CORRECTION],
    ['a decision that waits', HISTORY_OF.DECIDED],
  ])('is too late after %s', (_, history) => {
    given(...history)
      .when(split())
      .thenRejected('E_SPLIT_TOO_LATE');
  });

  const [one, two] = SAMPLE_OF.SplitApplication.children;
  it.each([
    ['one part', [one!]],
    ['the same part twice', [one!, one!]],
    ['a part without its matter', [one!, { ...two!, infoDescription: ' ' }]],
  ])('is no split with %s', (_, children) => {
    given(e.registered('2025-03-03')).when(split({ children })).thenRejected('E_MISSING', 'children');
  });
});

describe('answering several applications together', () => {
  it('records the others, each once', () => {
    given(e.registered('2025-03-03'))
      .when(command('LinkApplications', { caseIds: ['b', 'demo-case', 'b'] }))
      .then(e.event('ApplicationsLinked', { caseIds: ['b'] }, '2026-06-30'))
      .thenStatus('RUNNING');
  });

  it('is refused where nothing new is linked', () => {
    const linked = e.event('ApplicationsLinked', { caseIds: ['b'] }, '2025-03-04');
    given(e.registered('2025-03-03'), linked)
      .when(command('LinkApplications', { caseIds: ['b', 'demo-case'] }))
      .thenRejected('E_NO_CHANGE', 'caseIds');
    given(e.registered('2025-03-03'))
      .when(command('LinkApplications', { caseIds: [] }))
      .thenRejected('E_MISSING', 'caseIds');
  });
});
