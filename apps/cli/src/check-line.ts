import type { CheckWithCases } from '@app/runtime';

/** Cases named in a line; the JSON document has more. */
const SHOWN = 10;

/** A check with the numbers of the cases behind its cells. */
export function checkLine({ ok, level, id, message, cases, caseCount }: CheckWithCases): string {
  const line = `${ok ? 'ok' : level === 'E' ? 'ERROR' : 'warn'}  ${id}  ${message}`;
  if (caseCount === 0) return line;
  const named = cases.slice(0, SHOWN).map(({ caseNo }) => caseNo);
  const more = caseCount > named.length ? ` … ${caseCount} in all 共${caseCount}件` : '';
  return `${line}\n      cases 案件: ${named.join(', ')}${more}`;
}
