import { remedyFor, RESULT_CODES, type NewCaseEvent, type RemedyKind, type ResultCode } from '@app/disclosure';
import {
  LETTER_KINDS,
  LETTER_OF_RESULT,
  LETTERS,
  LetterRefused,
  letterDocx,
  TEMPLATES,
  textHash,
  writeLetter,
  type LetterKind,
  type LetterRefusal,
} from '@app/letters';
import {
  arrived,
  correctionReceived,
  correctionRequested,
  entryCorrected,
  entryRetracted,
  event,
  extensionApproved,
  extensionNotified,
  feeNoticeIssued,
  registered,
  replyDecided,
  replyDispatched,
  replyRedecided,
  agencyConsulted,
  thirdPartyConsulted,
} from '../../disclosure/src/testing';
import { asked, CALLS_FOR, decisionHistory, written } from '../test/sample-letters';

const textOf = (kind: LetterKind) => {
  const { history, particulars } = CALLS_FOR[kind];
  return written(kind, history, { particulars }).text;
};

function refusal(write: () => unknown): [LetterRefusal, string, string] | undefined {
  try {
    write();
  } catch (error) {
    if (error instanceof LetterRefused) return [error.reason, error.place, error.rule];
    throw error;
  }
  return undefined;
}

/** What each kind has to say, by hand: periods, dates, bases, consequences. */
const SAYS: Record<LetterKind, string[]> = {
  // X08: received Monday 2025-01-20, due Friday 2025-02-21.
  receipt: [
    '本机关于2025年1月20日收到你提出的政府信息公开申请（登记编号：DEMO-1），申请公开“示例信息”。',
    '自收到申请之日起二十个工作日内予以答复，答复期限至2025年2月21日届满。',
  ],
  correction_notice: [
    '示例补〔2024〕3号',
    '依据《中华人民共和国政府信息公开条例》第二十九条、第三十条的规定，现一次性告知你需要补正的事项：',
    '　　1．所需政府信息的名称。\n　　2．获取信息的方式。\n',
    '请你自收到本告知书之日起10个工作日内，将补正后的申请提交本机关。',
    '无正当理由逾期不补正的，视为放弃申请，本机关不再处理',
    '答复期限自本机关收到补正的申请之日起计算。',
  ],
  // X10: X08 with 10 wd more, Friday 2025-03-07.
  extension_notice: [
    '因需要检索，本机关不能在原答复期限内答复。',
    '第三十三条第二款的规定，经本机关政府信息公开工作机构负责人同意，答复期限延长10个工作日，至2025年3月7日届满。',
  ],
  third_party_consultation: [
    '示例公司：',
    '涉及你方的商业秘密',
    '第十五条、第三十二条的规定，现书面征求你方意见。',
    '自收到本意见书之日起15个工作日内',
    '逾期未提出意见的，由本机关依照上述条例的规定决定是否公开。',
    '不公开可能对公共利益造成重大影响的',
  ],
  agency_consultation: [
    '示例局：',
    '第三十四条的规定',
    '自收到本函之日起15个工作日内',
    '逾期未提出意见的，视为同意公开。',
  ],
  consultation_notice: [
    '本机关已于2025年3月10日书面征求第三方意见。',
    '第三十三条第三款的规定，征求第三方意见所需时间不计算在答复期限内。',
  ],
  reasons_request: ['第三十五条的规定，请你于2025年3月12日前（含当日）向本机关书面说明理由。', '答复期限继续计算。'],
  deferral_notice: [
    '但因所涉档案数量较大，',
    '第三十五条的规定，本机关决定延迟答复，于2025年5月30日前（含当日）答复你。',
  ],
  fee_notice: [
    '第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的规定，本机关决定收取信息处理费，按量计收。',
    '本次申请所涉政府信息共68页',
    '1．第1页至第30页，共30页，不收费。',
    '2．第31页至第68页，共38页，每页10元，计380元。',
    '应缴信息处理费共计380元。',
    '缴费方式：凭本通知到示例银行缴入示例国库账户。',
    '自收到本通知的次日起20个工作日内一次性足额缴纳。逾期未缴纳的，视为放弃申请',
    '答复期限自缴费完毕次日起重新计算。',
    '不能单独就该决定申请行政复议或者提起行政诉讼',
  ],
  decision: [
    '政府信息公开申请答复书\n示例〔2025〕1号\n',
    '第十五条、第三十二条、第三十六条的规定，现答复如下：你申请公开的政府信息公开后会损害第三方的合法权益，本机关决定不予公开。',
    '理由如下：\n　　示例理由\n',
    '第二十三条第一款第四项、第二十条的规定，应当自收到本答复书之日起六十日内先向示例市人民政府申请行政复议；',
    '自收到行政复议决定书之日起十五日内向示例区人民法院提起行政诉讼',
    '地址：示例路1号',
    '示例市示例局\n2025年3月20日\n',
  ],
  correction_lapse_notice: [
    '你于2024年12月30日收到。补正期限届满，本机关未收到补正的申请',
    '第三十条的规定，视为你放弃申请，本机关自2025年1月15日起不再处理',
    '自收到本告知书之日起六十日内向有管辖权的行政复议机关申请行政复议，也可以自收到本告知书之日起六个月内直接向有管辖权的人民法院提起行政诉讼。',
  ],
  fee_lapse_notice: [
    '应缴380元，你于2025年5月12日收到。',
    '第六条的规定，视为你放弃申请，本机关自2025年6月11日起不再处理',
    '六个月内直接向有管辖权的人民法院提起行政诉讼。',
  ],
  withdrawal_confirmation: ['你于2025年3月6日向本机关提出撤回上述申请。', '终止办理，不再就该申请作出答复。'],
  third_party_notice: [
    '示例公司：',
    '于2025年3月10日征求你方意见',
    '不公开可能对公共利益造成重大影响',
    '第三十二条的规定，本机关决定予以公开',
    '决定公开的内容：\n　　排放数据\n　　决定公开的理由：\n　　关系公众健康\n',
    '六个月内直接向有管辖权的人民法院提起行政诉讼。',
  ],
};

describe('each letter', () => {
  it.each(LETTER_KINDS)('%s says what the law asks of it', (kind) => {
    const text = textOf(kind);
    for (const sentence of SAYS[kind]) expect(text).toContain(sentence);
  });

  it.each(LETTER_KINDS)('%s has no hole', (kind) => {
    expect(textOf(kind)).not.toMatch(/undefined|null|NaN|[{}]|YOU|COURT|，，|。。|“”|（）/);
  });

  it.each(LETTER_KINDS)('%s is the same text twice, and a Word document', async (kind) => {
    const { history, particulars } = CALLS_FOR[kind];
    const [first, second] = [1, 2].map(() => written(kind, history, { particulars }));
    expect(second!.textHash).toBe(first!.textHash);
    expect(first!.textHash).toBe(textHash(first!.text));
    expect((await letterDocx(first!.letter)).subarray(0, 2).toString()).toBe('PK');
  });

  it('speaks to an organisation as one, and never names the applicant to a third party', () => {
    const company = registered('2025-01-20', { applicantKind: 'legal_commercial', applicantName: '示例商行' });
    expect(written('receipt', [company]).text).toContain('收到你单位提出的');
    const consultation = written('third_party_consultation', [company, thirdPartyConsulted('2025-02-05')]);
    expect(consultation.text).not.toContain('示例商行');
    expect(written('consultation_notice', [company, thirdPartyConsulted('2025-02-05')]).text).not.toContain('示例公司');
  });

  it('takes silence of a co-maker, not of another agency, for consent (R-47)', () => {
    const another = written('agency_consultation', [
      registered('2025-03-03'),
      agencyConsulted('2025-03-10', { jointMaker: false, periodWd: 7 }),
    ]).text;
    expect(another).toContain('自收到本函之日起7个工作日内');
    expect(another).not.toContain('视为同意');
  });

  it('names the day where the notice set a day (R-20)', () => {
    const notice = correctionRequested('2025-03-05', { periodWd: undefined, dueOn: '2025-03-20' });
    expect(written('correction_notice', [registered('2025-03-03'), notice]).text).toContain(
      '请你于2025年3月20日前（含当日），将补正后的申请提交本机关。',
    );
  });
});

const CODES = Object.keys(RESULT_CODES) as ResultCode[];
const LAPSE: Partial<Record<LetterKind, true>> = { correction_lapse_notice: true, fee_lapse_notice: true };
const SIGNS: Record<RemedyKind, RegExp> = {
  reconsideration_first: /应当自收到本(答复|告知)书之日起六十日内先向.*申请行政复议.*十五日内/,
  either: /可以自收到本(答复|告知)书之日起六十日内向.*申请行政复议，也可以.*六个月内直接向/,
};

describe('every result', () => {
  it.each(
    CODES.flatMap((code) =>
      ['2023-12-29', '2024-01-02'].map((decidedOn) => ({ code, decidedOn, remedy: remedyFor(code, decidedOn) })),
    ),
  )('$code decided on $decidedOn tells of the remedy $remedy (R-84)', ({ code, decidedOn, remedy }) => {
    const kind = LETTER_OF_RESULT[code];
    const history = LAPSE[kind] ? CALLS_FOR[kind].history : decisionHistory(code, decidedOn);
    const { text } = written(kind, history);
    expect(text).toMatch(SIGNS[remedy]);
    expect(SIGNS.reconsideration_first.test(text)).toBe(remedy === 'reconsideration_first');
    expect(text).not.toMatch(/undefined|null|NaN|[{}]|YOU|COURT/);
  });

  it('tells of both remedies after a partial grant: first for what is refused (R-84)', () => {
    const { text } = written('decision', decisionHistory('partially_granted', '2025-03-03'));
    expect(text).toContain('如对本答复中不予公开的部分不服，依据');
    expect(text).toContain('如对本答复的其他部分不服，可以自');
  });

  it.each([
    ['granted', 'already_public', '第三十六条第（一）项', '已经主动公开'],
    ['granted', 'provided', '第三十六条第（二）项', '决定予以公开'],
    ['unable_not_held', 'does_not_exist', '第三十六条第（四）项', '不存在'],
    ['unable_not_held', 'other_agency', '第三十六条第（五）项', '可以向示例委提出申请'],
  ] as const)('%s (%s) stands on %s', (code, subCode, article, sentence) => {
    const decided = replyDecided('2025-03-05', code, { subCode, responsibleAgency: '示例委' });
    const { text } = written('decision', [registered('2025-03-03'), decided]);
    expect(text).toContain(`《中华人民共和国政府信息公开条例》${article}的规定`);
    expect(text).toContain(sentence);
  });
});

describe('a letter that would have a hole is refused, with place and rule', () => {
  const day = registered('2025-03-03');
  it.each<[string, LetterKind, Parameters<typeof written>[1], [LetterRefusal, string, string]]>([
    [
      'an erased applicant',
      'receipt',
      [registered('2025-03-03', { applicantName: null })],
      ['FACT_MISSING', 'applicantName', 'R-05'],
    ],
    [
      'erased reasons',
      'decision',
      [day, replyDecided('2025-03-05', 'denied_other_law', { reasons: null })],
      ['FACT_MISSING', 'reasons', 'R-70'],
    ],
    [
      'a grant without a way to the information',
      'decision',
      [day, replyDecided('2025-03-05', 'granted', { reasons: null })],
      ['FACT_MISSING', 'particulars.access', 'R-71, R-72'],
    ],
    [
      'no basis that could be told',
      'decision',
      [day, replyDecided('2025-03-05', 'not_processed_confirmation', { legalBasis: ['R-80'] })],
      ['FACT_MISSING', 'legalBasis', 'R-70'],
    ],
    [
      'a remedy that is not the law’s',
      'decision',
      [day, replyDecided('2025-03-05', 'denied_other_law', { remedy: 'either' })],
      ['WRONG_REMEDY', 'remedy', 'R-84'],
    ],
    [
      'a fee without a way to pay',
      'fee_notice',
      [day, feeNoticeIssued('2025-03-05')],
      ['FACT_MISSING', 'particulars.payment', 'R-54'],
    ],
    [
      'a receipt nobody confirmed',
      'receipt',
      [arrived('2025-03-03')],
      ['NOTHING_TO_TELL', 'ApplicationRegistered, ReceiptConfirmed', 'R-10..R-18, R-30'],
    ],
    ['no decision', 'decision', [day], ['NOTHING_TO_TELL', 'resultCode', 'R-70']],
    ['no notice', 'extension_notice', [day], ['NOTHING_TO_TELL', 'ExtensionNotified', 'R-31']],
  ])('%s', (_name, kind, history, expected) => {
    expect(refusal(() => written(kind, history))).toEqual(expected);
  });

  it('refuses a version that never was, and keeps the old ones callable', () => {
    expect(refusal(() => written('receipt', [day], { version: 99 }))).toEqual([
      'NO_SUCH_VERSION',
      'version',
      LETTERS.receipt.rule,
    ]);
    for (const kind of LETTER_KINDS) expect(TEMPLATES[kind].length).toBeGreaterThan(0);
    expect(written('receipt', [day], { version: 1 }).letter.version).toBe(1);
  });
});

describe('a letter that was sent', () => {
  const draft = () => {
    const { letter, textHash: hash } = written(
      'decision',
      decisionHistory('denied_other_law', '2025-03-05', '2025-03-03'),
    );
    return { template: letter.template, version: letter.version, textHash: hash };
  };
  const sent = () => [
    ...decisionHistory('denied_other_law', '2025-03-05', '2025-03-03'),
    replyDispatched('2025-03-06', { letter: draft() }),
  ];

  it('is drafted before its act and is the same text afterwards', () => {
    expect(written('decision', decisionHistory('denied_other_law', '2025-03-05')).sent).toBeNull();
    expect(written('decision', sent()).sent).toEqual({ eventId: 'event-3', matches: true });
  });

  it('is what it was, whatever is corrected later', () => {
    const corrected = entryCorrected('event-1', 'infoDescription', { oldText: '示例信息', newText: '别的信息' });
    expect(written('decision', [...sent(), corrected]).sent).toMatchObject({ matches: true });
  });

  it('no longer matches when what it said cannot be told any more (D9)', () => {
    const changed = sent().map((past) =>
      past.type === 'ApplicationRegistered' ? registered('2025-03-03', { infoDescription: '已改' }) : past,
    );
    expect(written('decision', changed).sent).toMatchObject({ matches: false });
    const erased = sent().map((past) =>
      past.type === 'ApplicationRegistered' ? registered('2025-03-03', { applicantName: null }) : past,
    );
    expect(refusal(() => written('decision', erased))).toEqual(['FACT_MISSING', 'applicantName', 'R-05']);
  });

  it('says that nothing was kept where the act carried no letter', () => {
    const history = [registered('2025-01-20'), extensionApproved('2025-02-10'), extensionNotified('2025-02-11')];
    expect(written('extension_notice', history).sent).toEqual({ eventId: 'event-3', matches: null });
  });

  it.each(LETTER_KINDS.filter((kind) => LETTERS[kind].afterwards))(
    '%s: is known again by the hash its own sending kept, the last one where it was sent again',
    (kind) => {
      const { history } = CALLS_FOR[kind];
      const aboutEventId = `event-${history.length}`;
      expect(written(kind, history).sent).toEqual({ eventId: aboutEventId, matches: null });
      const sending = (hash: string) =>
        event('LetterSent', {
          template: kind,
          aboutEventId,
          sentOn: '2025-06-12',
          letter: { template: kind, version: 1, textHash: hash },
        });
      const { textHash: hash } = written(kind, history);
      const matches = (...sendings: NewCaseEvent[]) => written(kind, [...history, ...sendings]).sent?.matches;
      expect(matches(sending(hash))).toBe(true);
      expect(matches(sending(hash), sending('0'.repeat(64)))).toBe(false);
      expect(matches(sending('0'.repeat(64)), entryRetracted(`event-${history.length + 1}`, '2025-06-13'))).toBeNull();
      expect(
        matches({ ...sending(hash), data: { ...sending(hash).data, aboutEventId: 'event-0' } } as NewCaseEvent),
      ).toBeNull();
    },
  );

  it('tells of the event that is named, where there are several', () => {
    const two = [
      registered('2025-03-03'),
      thirdPartyConsulted('2025-03-10', { consultId: 'c-1', thirdParty: '甲公司' }),
      thirdPartyConsulted('2025-03-11', { consultId: 'c-2', thirdParty: '乙公司' }),
    ];
    expect(written('third_party_consultation', two).letter.addressee).toBe('乙公司');
    expect(written('third_party_consultation', two, { eventId: 'event-2' }).letter.addressee).toBe('甲公司');
    expect(refusal(() => written('third_party_consultation', two, { eventId: 'event-1' }))).toEqual([
      'NOTHING_TO_TELL',
      'event',
      'R-45',
    ]);
  });

  it('is drafted anew for a decision made after the dispatch, and says what it replaces (R-99)', () => {
    const again = replyRedecided('2025-06-05', 'denied_other_law', 'event-2');
    const { sent: nothing, letter } = written('decision', [...sent(), again]);
    expect(nothing).toBeNull();
    expect(letter).toMatchObject({ docNo: '示例〔2025〕2号', on: '2025-06-05' });
    expect(letter.parts[1]!.text).toContain('此前作出的答复（示例〔2025〕1号）已被依法责令重新处理');
  });

  it('tells the day a correction came, not the day it was asked for', () => {
    const { text } = written('decision', [
      registered('2025-03-03'),
      correctionRequested('2025-03-05'),
      correctionReceived('2025-03-12'),
      replyDecided('2025-03-20', 'denied_other_law'),
    ]);
    expect(text).toContain('你补正后的申请，本机关于2025年3月12日收到。');
  });

  it('draws up a draft from the planned act, and says nothing was sent', () => {
    const { history } = asked('reasons_request', [registered('2025-03-03')]);
    const [, planned] = asked('reasons_request', [
      registered('2025-03-03'),
      event('ReasonsRequested', { sentOn: '2025-03-05' }),
    ]).history;
    const { sent: nothing, text } = writeLetter({ ...asked('reasons_request', []), history, planned: [planned!] });
    expect(nothing).toBeNull();
    expect(text).toContain('请你收到本通知书后向本机关书面说明理由。');
  });
});
