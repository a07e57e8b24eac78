import { types } from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/** Positions are safe integers. A row that breaks this is refused rather than rounded. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('a bigint of the read models is not a safe integer');
  return value;
}

const PARSERS: Record<number, (text: string) => unknown> = {
  [INT8]: safeInteger,
  // A civil date stays text: a `Date` would be midnight in the zone of whatever machine this runs on (F23).
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
};

/** How pg reads values for this data source only; other pools of the process keep their own. */
export const civilTypes = {
  getTypeParser(oid: number, format?: string): unknown {
    return PARSERS[oid] ?? types.getTypeParser(oid, format as 'text');
  },
};
