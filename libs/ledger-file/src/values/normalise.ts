import { visible } from '../columns/cell';

const LONGEST = 200;

/** The form in which words are compared (L-10): half-width, no spaces, one kind of brackets and dashes, small letters. */
export function matchForm(text: string): string {
  // No word, header or label is this long; a character can become eighteen.
  if (text.length > LONGEST) return text;
  return visible(text.normalize('NFKC'))
    .replace(/[[{【〔「『〈《]/g, '(')
    .replace(/[\]}】〕」』〉》]/g, ')')
    .replace(/[–—―−‐‑]/g, '-')
    .toLowerCase();
}

const NUMBERING = /^(?:\([0-9一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]|[0-9]{1,2}[、.)]?)+/;

/** Without `三、`, `（一）`, `1.`, `①` before the words. */
export function withoutNumbering(form: string): string {
  return form.replace(NUMBERING, '');
}

/** The form in which headers are compared: also without numbering, marks of required columns and a final colon. */
export function headerForm(text: string): string {
  return withoutNumbering(matchForm(text).replace(/^[*※]+|[*※:]+$/g, ''));
}

/** `收费金额(元)` → `收费金额`; unchanged where nothing is in brackets at the end. */
export function withoutBrackets(form: string): string {
  return form.replace(/\([^()]*\)$/, '');
}

/** A table of words by their match form. @throws Error when two meanings share a word, which would be a guess. */
export function wordTable<T extends string>(words: Record<T, readonly string[]>): ReadonlyMap<string, T> {
  const table = new Map<string, T>();
  for (const [meaning, spellings] of Object.entries(words) as [T, readonly string[]][]) {
    for (const spelling of spellings) {
      const form = matchForm(spelling);
      const other = table.get(form);
      if (other !== undefined && other !== meaning) throw new Error(`${spelling} means ${other} and ${meaning}`);
      table.set(form, meaning);
    }
  }
  return table;
}
