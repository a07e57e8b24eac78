import {
  CELL_IDS,
  printed,
  renderDocx,
  renderHtml,
  renderJson,
  renderXlsx,
  tablesFrom,
  valueOf,
  type AnnualTables,
  type CellId,
  type TablesDocument,
} from '@app/annual-report';
import { declaredMatrix } from '../../test/declared-matrix';
import { G1 } from '../../test/golden-g1';
import { unzipped, wordTables } from '../../test/read-docx';
import { htmlTables } from '../../test/read-html';
import { sheetsOf } from '../../test/read-xlsx';
import { sampleReport, SAMPLE_TABLES } from '../../test/sample-report';
import { ROWS_ABOVE } from './xlsx/render-xlsx';

const TABLES = ['table2', 'table3', 'table4'] as const;

/** A different number in every cell, so that no two cells can be swapped unseen. */
const NUMBERED = tablesFrom(Object.fromEntries(CELL_IDS.map((cell, index) => [cell, 1000 + index])));

/** Each table of a report read back from a file, every field the text of the cell that covers it. */
const READ_BACK: Record<'docx' | 'html' | 'xlsx', (tables: AnnualTables) => Promise<string[][][]>> = {
  docx: async (tables) => {
    const parts = await unzipped(await renderDocx(sampleReport({ tables })));
    return wordTables(parts.get('word/document.xml') ?? '').map(({ matrix }) => matrix);
  },
  html: async (tables) => {
    const read = htmlTables(await renderHtml(sampleReport({ tables })));
    return TABLES.map((table) => read[table] ?? []);
  },
  xlsx: async (tables) => {
    const sheets = await sheetsOf(await renderXlsx(sampleReport({ tables })));
    return sheets.map(({ matrix }) =>
      matrix.slice(ROWS_ABOVE).map((row) => row.map((field) => (typeof field === 'number' ? printed(field) : field))),
    );
  },
};

describe.each(Object.entries(READ_BACK))('%s', (_format, readBack) => {
  it.each([
    ['a different number in every cell', NUMBERED],
    ['a city (G1)', G1],
    ['the sample bureau', SAMPLE_TABLES],
    ['nothing, every cell a 0 (G5)', tablesFrom({})],
  ])('prints the three tables as declared, every merged header covering its fields: %s', async (_name, tables) => {
    expect(await readBack(tables)).toEqual(TABLES.map((table) => declaredMatrix(table, tables)));
  });
});

describe('json', () => {
  it('has the shape of the command line and the figures of the other formats', async () => {
    const document = JSON.parse(await renderJson(sampleReport({ tables: NUMBERED }))) as TablesDocument;
    expect(Object.keys(document)).toEqual(['unit', 'year', 'position', 'table2', 'table3', 'table4', 'checks']);
    expect(document).toMatchObject({ unit: 'SAMPLE', year: 2024, position: 4711 });
    const { table2, table3, table4 } = document;
    const values = CELL_IDS.map((cell: CellId) => valueOf({ table2, table3, table4 }, cell));
    expect(values).toEqual(CELL_IDS.map((_, index) => 1000 + index));
    expect(Object.keys(document.checks[0] ?? {})).toEqual(['id', 'level', 'ok', 'message', 'cells']);
  });
});
