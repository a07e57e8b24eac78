import { readXlsx } from 'hucre';

export interface SheetRead {
  name: string;
  hidden: boolean;
  /** Each field holds the value of the cell that covers it; numbers are numbers. */
  matrix: (string | number)[][];
}

/** The sheets of a workbook, merged areas spread out. */
export async function sheetsOf(file: Buffer): Promise<SheetRead[]> {
  const workbook = await readXlsx(new Uint8Array(file));
  return workbook.sheets.map((sheet) => {
    const columns = Math.max(...sheet.rows.map((row) => row.length));
    const matrix = sheet.rows.map((row) => Array.from({ length: columns }, (_, column) => row[column] ?? ''));
    for (const { startRow, startCol, endRow, endCol } of sheet.merges ?? []) {
      const value = matrix[startRow]?.[startCol] ?? '';
      for (let row = startRow; row <= endRow; row += 1) {
        for (let column = startCol; column <= endCol; column += 1) {
          const fields = matrix[row];
          if (fields === undefined) throw new Error(`merged beyond the sheet: ${row}`);
          if ((row !== startRow || column !== startCol) && fields[column] !== '')
            throw new Error('a value under a merge');
          fields[column] = value;
        }
      }
    }
    return {
      name: sheet.name,
      hidden: Boolean(sheet.hidden ?? sheet.veryHidden),
      matrix: matrix as (string | number)[][],
    };
  });
}
