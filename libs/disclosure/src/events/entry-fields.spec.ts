import type { CaseEventType } from './catalogue';
import { entryField } from './entry-fields';

const accepts = (type: CaseEventType, field: string, value: unknown) => entryField(type, field)?.accepts(value);

/** What a correction may put in the place of a value (R-110, E_FIELD): the shape the act itself would have recorded. */
describe('a correction takes a value of the shape its field has', () => {
  const ITEM = { item: '第一项', resultCode: 'granted' };

  it.each<[string, CaseEventType, string, unknown[], unknown[]]>([
    ['a day', 'ReceiptConfirmed', 'confirmedOn', ['2024-02-29'], ['2025-02-29', '2025-3-4', '', null, 20250304]],
    ['a text', 'ReceiptConfirmed', 'means', ['电话', ' 电话 '], ['', ' ', '\n', 7, null, ['电话']]],
    [
      'texts',
      'CorrectionRequested',
      'items',
      [['名称'], ['名称', '文号']],
      [[], ['名称', ' '], [7], '名称', { 0: '名称', length: 1 }],
    ],
    ['yes or no', 'ReceiptConfirmed', 'auto', [true, false], ['true', 0, 1, null]],
    ['working days', 'CorrectionRequested', 'periodWd', [1, 10], [0, -1, 1.5, NaN, '10', null]],
    ['yuan', 'FeePaid', 'amountYuan', [1, 380], [0, -380, 0.5, '380']],
    ['a code of a table', 'ApplicationRegistered', 'channel', ['fax'], ['pigeon', 'toString', '', null, ['fax']]],
    ['a code of a list', 'SecrecyReviewed', 'result', ['passed', 'objected'], ['', 'failed', null]],
    [
      'the basis of a decision, none where the result has none',
      'ReplyDecided',
      'legalBasis',
      [[], ['Reg.36']],
      [['Reg.36', ' '], 'Reg.36', [36]],
    ],
    [
      'the items of a partial grant with their results',
      'ReplyDecided',
      'itemResults',
      [[], [ITEM], [{ resultCode: 'granted', item: '第一项' }, ITEM]],
      [
        ITEM,
        'granted',
        [null],
        ['granted'],
        [ITEM, null],
        [{ item: '第一项' }],
        [{ ...ITEM, item: ' ' }],
        [{ ...ITEM, resultCode: 'maybe' }],
        [{ ...ITEM, more: 1 }],
        [Object.assign(() => undefined, ITEM)],
      ],
    ],
  ])('%s: %s.%s', (_, type, field, good, bad) => {
    expect(good.filter((value) => !accepts(type, field, value))).toEqual([]);
    expect(bad.filter((value) => accepts(type, field, value))).toEqual([]);
  });

  it.each<[string, CaseEventType, string]>([
    ['the unit a case was registered in', 'ApplicationRegistered', 'unit'],
    ['what a consultation is known by', 'ThirdPartyConsulted', 'consultId'],
    ['the day of a lapse, which follows from the deadline (R-25)', 'CorrectionLapsed', 'lapsedOn'],
    ['the letter as it went out', 'CorrectionRequested', 'letter'],
    ['which entry was corrected', 'EntryCorrected', 'targetEventId'],
    ['whose data were erased (D9)', 'PersonErased', 'subject'],
  ])('%s is not corrected: %s.%s', (_, type, field) => {
    expect(entryField(type, field)?.fixed).toBe(true);
    expect(accepts(type, field, 'anything')).toBe(false);
  });

  it.each<[CaseEventType, string, boolean]>([
    ['ApplicationRegistered', 'agent', true],
    ['ApplicationRegistered', 'caseNo', false],
    ['CorrectionRequested', 'dueOn', true],
    ['CorrectionRequested', 'sentOn', false],
  ])('%s.%s may be taken away: %s', (type, field, may) => {
    expect(entryField(type, field)?.optional === true).toBe(may);
  });

  it.each(['shoeSize', 'toString', '__proto__', ''])('there is no field “%s”', (name) => {
    expect(entryField('ReceiptConfirmed', name)).toBeUndefined();
  });
});
