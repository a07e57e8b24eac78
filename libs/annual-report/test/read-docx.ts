import { fromBuffer } from 'yauzl';

/** The parts of a document file by their names. */
export function unzipped(file: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true }, (failure, zip) => {
      if (failure) return reject(failure);
      const parts = new Map<string, string>();
      zip.on('error', reject);
      zip.on('end', () => resolve(parts));
      zip.on('entry', (entry: { fileName: string }) => {
        zip.openReadStream(entry as Parameters<typeof zip.openReadStream>[0], (broken, stream) => {
          if (broken) return reject(broken);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', reject);
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

export interface WordTable {
  /** Each field holds the text of the cell that covers it. */
  matrix: string[][];
  /** How many rows are repeated on every page. */
  repeatedRows: number;
  /** Twentieths of a point. */
  columnWidths: number[];
}

const unescaped = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');

/** The tables of `word/document.xml`, merged cells by gridSpan and vMerge. */
export function wordTables(documentXml: string): WordTable[] {
  return [...documentXml.matchAll(/<w:tbl>([\s\S]*?)<\/w:tbl>/g)].map(([, table = '']) => {
    const columnWidths = [...table.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width));
    const rows = [...table.matchAll(/<w:tr>([\s\S]*?)<\/w:tr>/g)].map(([, row = '']) => row);
    const matrix: string[][] = [];
    for (const row of rows) {
      const above = matrix.at(-1);
      const fields: string[] = [];
      for (const [, cell = ''] of row.matchAll(/<w:tc>([\s\S]*?)<\/w:tc>/g)) {
        const span = Number(/<w:gridSpan w:val="(\d+)"\/>/.exec(cell)?.[1] ?? 1);
        const continues = /<w:vMerge w:val="continue"\/>/.test(cell);
        const text = [...cell.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, run = '']) => unescaped(run)).join('');
        if (continues && text !== '') throw new Error(`text in a continued cell: ${text}`);
        const covering = continues ? (above?.[fields.length] ?? 'CONTINUES NOTHING') : text;
        for (let field = 0; field < span; field += 1) fields.push(covering);
      }
      if (fields.length !== columnWidths.length) throw new Error(`a row of ${fields.length} fields`);
      matrix.push(fields);
    }
    return { matrix, repeatedRows: rows.filter((row) => row.includes('<w:tblHeader/>')).length, columnWidths };
  });
}
