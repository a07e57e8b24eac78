import { replyDue } from '../clocks/reply-period';
import type { ResultCode } from '../vocabulary/result-codes';
import type { CaseCommand, DecisionContext } from './commands';
import * as e from './event-builders';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { circumstances, command, given, stateAfter } from './specification';

const granted = HISTORY_OF.DECIDED;
const dispatch = command('DispatchReply', { dispatchedOn: '2025-03-13', mode: 'china_post' });
const by = (id: string) => ({ actor: { id, role: 'handler' as const } });
const [attribute, secrecy, legal] = e.cleared('2025-03-12');
const legalUnit: Partial<DecisionContext> = { office: { legalReview: true } };

describe('a decision is reviewed before it is released', () => {
  it.each<[CaseCommand, ReturnType<typeof e.event>]>([
    [command('DetermineAttribute', SAMPLE_OF.DetermineAttribute), attribute!],
    [command('RecordSecrecyReview', SAMPLE_OF.RecordSecrecyReview), secrecy!],
    [command('RecordLegalReview', SAMPLE_OF.RecordLegalReview), legal!],
  ])('%j is recorded of the decision that waits', (asked, recorded) => {
    given(...granted)
      .when(asked, by('reviewer'))
      .then(recorded)
      .thenStatus('DECIDED');
  });

  it('of a new decision and of one the office changed by itself', () => {
    const again = e.replyRedecided('2025-05-20', 'granted', 'event-2');
    given(...HISTORY_OF.REDECIDING, again)
      .when(command('RecordSecrecyReview', { result: 'passed', reviewedOn: '2025-05-20' }), by('reviewer'))
      .then(e.secrecyReviewed('2025-05-20', { decisionEventId: 'event-8' }));
    given(...HISTORY_OF.CLOSED)
      .when(command('DetermineAttribute', SAMPLE_OF.DetermineAttribute))
      .thenRejected('E_STATE');
  });

  it('on a day after the decision', () => {
    for (const asked of [
      command('DetermineAttribute', { attribute: 'on_request', determinedOn: '2025-03-11' }),
      command('RecordSecrecyReview', { result: 'passed', reviewedOn: '2025-03-11' }),
      command('RecordLegalReview', { result: 'passed', reviewedOn: '2025-03-11' }),
    ]) {
      given(...granted)
        .when(asked, by('reviewer'))
        .thenRejected('E_DATE_ORDER');
    }
  });

  it('while the clock runs on (R-33)', () => {
    const due = (...events: Parameters<typeof stateAfter>) =>
      replyDue(stateAfter(...events), circumstances.calendar)?.dueOn;
    expect(due(...granted, ...e.cleared('2025-03-20'))).toBe(due(...granted));
  });
});

describe('what discloses is held back (E_REVIEW_MISSING)', () => {
  it.each<[string, string, Parameters<typeof given>]>([
    ['without its attribute', 'attribute', [secrecy!]],
    [
      'with an attribute that keeps it in',
      'attribute',
      [secrecy!, e.attributeDetermined('2025-03-12', { attribute: 'not_disclosed' })],
    ],
    ['without a secrecy review', 'secrecyReview', [attribute!]],
    [
      'after an objection',
      'secrecyReview',
      [attribute!, secrecy!, e.secrecyReviewed('2025-03-13', { result: 'objected' })],
    ],
    [
      'reviewed for a decision that was taken back',
      'attribute',
      [
        ...e.cleared('2025-03-12'),
        e.event('ReplyDecisionRevoked', { reason: '笔误' }, '2025-03-12'),
        e.replyDecided('2025-03-12'),
      ],
    ],
  ])('%s', (_, field, reviews) => {
    given(...granted, ...reviews)
      .when(dispatch)
      .thenRejected('E_REVIEW_MISSING', field);
  });

  it('by a unit that wants one, until its legal review has passed', () => {
    given(...granted, attribute!, secrecy!)
      .when(dispatch)
      .thenStatus('CLOSED');
    given(...granted, attribute!, secrecy!)
      .when(dispatch, legalUnit)
      .thenRejected('E_REVIEW_MISSING', 'legalReview');
    given(...granted, attribute!, secrecy!, e.legalReviewed('2025-03-12', { result: 'objected' }))
      .when(dispatch, legalUnit)
      .thenRejected('E_REVIEW_MISSING', 'legalReview');
    given(...granted, ...e.cleared('2025-03-12'))
      .when(dispatch, legalUnit)
      .thenStatus('CLOSED');
  });

  it('until somebody signed', () => {
    given(
      e.registered('2025-03-03'),
      e.replyDecided('2025-03-12', 'granted', { decidedBy: undefined }),
      attribute!,
      secrecy!,
    )
      .when(dispatch)
      .thenRejected('E_REVIEW_MISSING', 'decidedBy');
  });

  it('and leaves after its reviews', () => {
    given(...granted, ...e.cleared('2025-03-14'))
      .when(dispatch)
      .thenRejected('E_DATE_ORDER', 'dispatchedOn');
  });

  it.each<[ResultCode, string | undefined, boolean]>([
    ['granted', undefined, true],
    ['granted', 'provided', true],
    ['granted', 'already_public', false],
    ['partially_granted', undefined, true],
    ['denied_process_information', undefined, false],
    ['unable_not_held', 'does_not_exist', false],
  ])('%s (%s): %s', (code, subCode, held) => {
    const then = given(e.registered('2025-03-03'), e.replyDecided('2025-03-12', code, { subCode })).when(dispatch);
    if (held) then.thenRejected('E_REVIEW_MISSING');
    else then.thenStatus('CLOSED');
  });

  it('a new decision that discloses as much as a first one', () => {
    given(...HISTORY_OF.REDECIDING, e.replyRedecided('2025-05-20', 'granted', 'event-2'))
      .when(command('DispatchReply', { dispatchedOn: '2025-05-21', mode: 'china_post' }))
      .thenRejected('E_REVIEW_MISSING');
  });
});

describe('handler, reviewer and signer are three people (E_SAME_PERSON)', () => {
  it.each(['head', 'signer'])('%s does not review the decision', (id) => {
    for (const name of ['RecordSecrecyReview', 'RecordLegalReview'] as const) {
      given(...granted)
        .when(command(name, SAMPLE_OF[name]), by(id))
        .thenRejected('E_SAME_PERSON');
    }
  });

  it.each<[string, Parameters<typeof given>]>([
    [
      'the handler signed',
      [e.registered('2025-03-03'), e.replyDecided('2025-03-12', 'granted', { decidedBy: ' head ' })],
    ],
    [
      'the reviewer signed',
      [e.registered('2025-03-03'), e.replyDecided('2025-03-12', 'granted', { decidedBy: 'reviewer' })],
    ],
  ])('nothing is released where %s', (_, history) => {
    given(...history, attribute!, secrecy!)
      .when(dispatch)
      .thenRejected('E_SAME_PERSON');
  });

  it('nor where the legal reviewer signed, in a unit that wants the review', () => {
    given(
      e.registered('2025-03-03'),
      e.replyDecided('2025-03-12', 'granted', { decidedBy: 'lawyer' }),
      ...e.cleared('2025-03-12'),
    )
      .when(dispatch, legalUnit)
      .thenRejected('E_SAME_PERSON');
  });
});
