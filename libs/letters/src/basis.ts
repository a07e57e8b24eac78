import { FEE_MEASURES, REGULATION } from './wording';

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 in characters, as articles are counted. */
export function numeral(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return (tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens]}十`) + DIGITS[ones];
}

/** Article 36 counts items (项), the others paragraphs (款). */
const COUNTS_ITEMS = new Set([31, 36]);

interface Citation {
  law: string;
  article: number;
  part?: number;
}

const CITED = /^(Reg|Fee)\.(\d{1,2})(?:\((\d)\))?$/;

function read(code: string): Citation | undefined {
  const match = CITED.exec(code.trim());
  if (!match) return undefined;
  return { law: match[1]!, article: Number(match[2]), part: match[3] === undefined ? undefined : Number(match[3]) };
}

function articleText({ law, article, part }: Citation): string {
  if (part === undefined) return `第${numeral(article)}条`;
  return law === 'Reg' && COUNTS_ITEMS.has(article)
    ? `第${numeral(article)}条第（${numeral(part)}）项`
    : `第${numeral(article)}条第${numeral(part)}款`;
}

const LAWS: Record<string, string> = { Reg: REGULATION, Fee: FEE_MEASURES };

/** Our own rule numbers mean nothing to the applicant. */
const OURS = /^[A-Z]-\d+$/;

/**
 * Legal bases in words: `Reg.36(1)`, `Fee.6`, or the name of a law as it stands. An article named in full takes the
 * place of the same article named without its part. Empty when nothing of it can be told.
 */
export function basisText(codes: readonly string[]): string {
  const named = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== '' && !OURS.test(code)))];
  const cited = named.flatMap((code) => read(code) ?? []);
  const precise = cited.filter(
    ({ law, article, part }) =>
      part !== undefined || !cited.some((c) => c.law === law && c.article === article && c.part !== undefined),
  );
  const ofLaws = Object.keys(LAWS).flatMap((law) => {
    const articles = precise
      .filter((c) => c.law === law)
      .sort((a, b) => a.article - b.article || (a.part ?? 0) - (b.part ?? 0));
    return articles.length === 0 ? [] : [`${LAWS[law]}${articles.map(articleText).join('、')}`];
  });
  return [...ofLaws, ...named.filter((code) => read(code) === undefined)].join('、');
}
