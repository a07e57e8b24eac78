import type { Check } from '../checks/check';
import type { AnnualReport } from '../compose/report';
import type { Table2, Table3, Table4 } from '../form/tables';

/** The `tables --json` document of the command line. */
export interface TablesDocument {
  unit: string;
  year: number;
  position: number | null;
  table2: Table2;
  table3: Table3;
  table4: Table4;
  checks: Check[];
}

/** The figures of a report as the command line prints them; `unit` is its code, the fee amount in 万元. */
export const tablesDocument = ({ unit, year, position, tables, checks }: AnnualReport): TablesDocument => ({
  unit: unit.code,
  year,
  position: position ?? null,
  ...tables,
  checks,
});

/** A report's figures as one JSON document. */
export const renderJson = (report: AnnualReport): Promise<string> =>
  Promise.resolve(`${JSON.stringify(tablesDocument(report), null, 2)}\n`);
