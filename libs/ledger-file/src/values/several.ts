import { isBlank, type Cell, type CellParser, type Parsed } from '../columns/cell';

/** Between the values of several proceedings in one cell (ledger-file §1). */
export const SEPARATOR = '；';

// More proceedings about one case than any court has seen; a cell of separators would otherwise be thousands.
const MOST = 50;

/** Reads `；`-separated values with the parser of one; a gap between separators is a proceeding that says nothing here. */
export function severalOf<T>(one: CellParser<T>): CellParser<(T | undefined)[]> {
  return (cell, context) => {
    if (isBlank(cell)) return {};
    const parts: Cell[] = typeof cell === 'string' ? cell.split(/[；;]/) : [cell];
    if (parts.length > MOST)
      return { issue: 'Q_APPEAL_COUNT', hint: { zh: `多于 ${MOST} 个`, en: `more than ${MOST}` } };
    const parsed = parts.map((part): Parsed<T> => (isBlank(part) ? {} : one(part, context)));
    const wrong = parsed.find((part) => part.issue !== undefined);
    return wrong ? { issue: wrong.issue, hint: wrong.hint } : { value: parsed.map((part) => part.value) };
  };
}
