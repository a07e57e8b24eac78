import type { NewCaseEvent } from '../events/envelope';
import type { CaseCommandData } from './commands';
import * as e from './event-builders';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given } from './specification';

describe('disclosing against an objection (R-46)', () => {
  const items = (second: 'denied_third_party' | 'denied_internal_affairs') => ({
    resultCode: 'partially_granted' as const,
    reasons: '部分不予公开',
    remedy: 'reconsideration_first' as const,
    decidedOn: '2025-03-20',
    itemResults: [
      { item: '甲', resultCode: 'granted' as const },
      { item: '乙', resultCode: second },
    ],
  });
  const objecting = (opinion: 'object' | 'partly' | 'agree') => [
    ...HISTORY_OF.CONSULTING,
    e.thirdPartyOpinion('2025-03-12', opinion, { groundReasonable: true }),
  ];

  it.each<[string, NewCaseEvent[], Partial<CaseCommandData['Decide']>, boolean]>([
    ['all, against an objection', objecting('object'), {}, true],
    ['all, against an objection to a part', objecting('partly'), {}, true],
    ['all, with a consent', objecting('agree'), {}, false],
    ['a part, withholding something else', objecting('object'), items('denied_internal_affairs'), true],
    ['a part, withholding the third party’s', objecting('object'), items('denied_third_party'), false],
    ['a part, after an objection to a part', objecting('partly'), items('denied_internal_affairs'), false],
  ])('%s: needs a public interest or not', (_, history, changed, needs) => {
    const then = given(...history).when(command('Decide', { ...SAMPLE_OF.Decide, ...changed }));
    if (needs) then.thenRejected('E_PUBLIC_INTEREST', 'publicInterestGround');
    else then.thenStatus('DECIDED');
  });
});
