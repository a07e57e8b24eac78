import { check } from '../checks';
import type { Check, CheckContext } from '../checks/check';
import { mistakesIn } from '../checks/mistakes';
import type { ReadReport } from '../checks/mistake';
import type { FeeStatement } from '../counting/fees';
import { SECTION_CODES, SECTIONS, TEXTS, TOPIC_CODES, TOPICS, type SectionCode, type TextCode } from '../form/sections';
import type { AnnualTables } from '../form/tables';
import { bindingsOf, type Bindings } from '../narrative/bindings';
import { bound, requireKnownBindings, withNumbers } from '../narrative/bind';
import type { Block } from '../narrative/blocks';
import { draftTexts, textFor } from '../narrative/drafts';
import { blocksOf } from '../narrative/markdown';
import type { AnnualReport, ReportingUnit, ReportPart } from './report';

/** Everything a report is made of. `fee` defaults to nothing noticed, nothing collected. */
export interface ReportInput
  extends Omit<CheckContext, 'fee' | 'canMakeRules'>, Pick<ReadReport, 'lastTexts' | 'otherUnits' | 'sameProblems'> {
  unit: ReportingUnit & { canMakeRules?: boolean };
  year: number;
  tables: AnnualTables;
  fee?: FeeStatement;
  /** What the unit has written, as Markdown with numbers bound to cells. */
  texts?: Partial<Record<TextCode, string>>;
  position?: number;
  /** Checks of the tables already made by whoever knows more (K-07, K-08); those missing are made here. */
  checks?: readonly Check[];
}

const NO_FEES: FeeStatement = { notices: 0, noticedYuan: 0, collectedYuan: 0 };

/** The title of the document, also the stem of its file's name. */
export const titleOf = (unitName: string, year: number): string => `${unitName}${year}年政府信息公开工作年度报告`;

/** Puts tables, texts and checks together. Throws `UnknownBinding` when a text refers to a number that is not there. */
export function composeReport(input: ReportInput): AnnualReport {
  const { unit, year, tables, fee = NO_FEES, texts = {}, position, prior, checks = [], ...others } = input;
  const { lastTexts, otherUnits, sameProblems } = others;
  const bindings = bindingsOf({ unitName: unit.name, year, tables, fee });
  const drafts = draftTexts(tables);
  const sources = Object.fromEntries(
    (Object.keys(TEXTS) as TextCode[]).map((code) => [code, textFor(code, texts[code], drafts)]),
  ) as Record<TextCode, string>;
  const read = (code: TextCode) => printedBlocks(code, sources[code], bindings);

  return {
    unit: { code: unit.code, name: unit.name },
    year,
    title: titleOf(unit.name, year),
    preface: read('preface'),
    sections: SECTION_CODES.map((code) => ({ code, title: SECTIONS[code], parts: PARTS[code](read) })),
    tables,
    prior,
    fee,
    checks: [
      ...completed(checks, check(tables, { ...others, prior, fee, canMakeRules: unit.canMakeRules })),
      ...mistakesIn({
        unitName: unit.name,
        year,
        tables,
        prior,
        fee,
        sources,
        printed: filledIn(sources, bindings),
        lastTexts,
        otherUnits,
        sameProblems,
      }),
    ],
    position,
  };
}

function printedBlocks(code: TextCode, markdown: string, bindings: Bindings): Block[] {
  requireKnownBindings(code, markdown);
  return bound(blocksOf(markdown), bindings);
}

/** The checks given, and of the own ones those the given list does not speak of. */
function completed(given: readonly Check[], own: readonly Check[]): Check[] {
  const ids = new Set(given.map(({ id }) => id));
  return [...given, ...own.filter(({ id }) => !ids.has(id))];
}

type Read = (code: TextCode) => Block[];

const onlyText =
  (text: TextCode) =>
  (read: Read): ReportPart[] => [{ kind: 'text', text, blocks: read(text) }];
const onlyTable = (table: keyof AnnualTables) => (): ReportPart[] => [{ kind: 'table', table }];

/** What stands in each section (annual-report §1). */
const PARTS: Record<SectionCode, (read: Read) => ReportPart[]> = {
  s1: (read) => [
    ...onlyText('s1')(read),
    ...TOPIC_CODES.map((topic): ReportPart => {
      const text: TextCode = `s1.${topic}`;
      return { kind: 'text', text, heading: TOPICS[topic], blocks: read(text) };
    }),
  ],
  s2: onlyTable('table2'),
  s3: onlyTable('table3'),
  s4: onlyTable('table4'),
  s5: onlyText('s5'),
  s6: onlyText('s6'),
};

const filledIn = (sources: Record<TextCode, string>, bindings: Bindings): Record<TextCode, string> =>
  Object.fromEntries(Object.entries(sources).map(([code, source]) => [code, withNumbers(source, bindings)])) as Record<
    TextCode,
    string
  >;
