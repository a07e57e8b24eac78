import fc from 'fast-check';
import { APPLICANT_KINDS, CHANNELS, RESULT_CODES, type CaseRecord } from '@app/disclosure';

const day = fc
  .integer({ min: 0, max: 9_000 })
  .map((days) => new Date(Date.UTC(2008, 4, 1) + days * 86_400_000).toISOString().slice(0, 10));
const keyOf = <T extends object>(table: T) => fc.constantFrom(...(Object.keys(table) as (keyof T)[]));

/** Text as people and attackers write it: formulas, quotes, separators, line breaks, rare characters, escapes. */
const nasty = fc.constantFrom(
  "=cmd|' /C calc'!A0",
  '＝1+1',
  '+86 138',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  "'=1",
  "''＝1",
  "'quoted",
  '"a","b"',
  '第一行\n第二行',
  'a\r\nb',
  '；',
  '𠮷㛃',
  '_x0041_',
  '__proto__',
  '\u202eabc\u200b',
  ' 前后有空格 ',
  '<b>&amp;</b>',
  '合计',
  '2024-03-05',
  '1E5x',
  'a\uffffb\u0001',
);
const text = fc
  .oneof(
    nasty,
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    fc.string({ minLength: 1, maxLength: 20 }),
  )
  .filter((value) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(value) && !/^#[A-Z/0!?]+$/.test(value) && isText(value));
const identifier = text.filter((value) => !/^\s*\d(\.\d+)?E\+?\d+\s*$/i.test(value.normalize('NFKC')));

/** Any record that the columns can say. */
export function aRecord(): fc.Arbitrary<CaseRecord> {
  return fc
    .record(
      {
        unit: fc.constant('U1'),
        caseNo: fc.constantFrom('公开〔2024〕', '依申请-2024-', '=2024-', '2024'),
        receivedOn: day,
        arrivedOn: day,
        channel: keyOf(CHANNELS),
        applicantKind: keyOf(APPLICANT_KINDS),
        applicantName: text,
        applicantIdProof: identifier,
        contact: identifier,
        infoDescription: text,
        correctionAskedOn: day,
        correctionReceivedOn: day,
        extension: fc.record({ extensionNotifiedOn: day, extensionWd: fc.integer({ min: 1, max: 20 }) }),
        consultedOn: day,
        opinionOn: day,
        opinion: fc.constantFrom('agree', 'object', 'partly', 'lapsed'),
        deductedWd: fc.integer({ min: 1, max: 200 }),
        fee: fc.record({
          feeNoticedOn: day,
          feeMethod: fc.constantFrom('per_piece', 'per_page'),
          feeYuan: fc.integer({ min: 1, max: 10_000_000 }).map((fen) => fen / 100),
          feePaidOn: day,
        }),
        ending: fc.record({ concludedOn: day, resultCode: keyOf(RESULT_CODES) }),
        reconsiderations: fc.array(fc.oneof(pending, ended)),
        suits: fc.array(
          fc
            .tuple(fc.constantFrom('direct', 'after_reconsideration'), fc.oneof(pending, ended))
            .map(([route, rest]) => ({ route, ...rest })),
        ),
        note: text,
      },
      { requiredKeys: ['unit', 'caseNo', 'receivedOn', 'applicantKind', 'reconsiderations', 'suits'] },
    )
    .map(({ extension, fee, ending, ...rest }) => ({ ...rest, ...extension, ...fee, ...ending }));
}

const pending = fc.record({ filedOn: day });
const ended = fc.record({ filedOn: day, concludedOn: day, result: fc.constantFrom('upheld', 'corrected', 'other') });

// What no file of text can say: halves of characters, and a NUL, by which a csv is known to be none.
function isText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}
