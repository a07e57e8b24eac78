/** A table read back from HTML as a matrix: each field holds the text of the cell that covers it. */
export function htmlTables(html: string): Record<string, string[][]> {
  const tables: Record<string, string[][]> = {};
  for (const [, name = '', body = ''] of html.matchAll(/<table class="(\w+)">([\s\S]*?)<\/table>/g)) {
    const columns = [...body.matchAll(/<col /g)].length;
    const rows = [...body.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => row);
    const matrix: (string | undefined)[][] = rows.map(() => Array.from({ length: columns }, () => undefined));
    rows.forEach((row, r) => {
      for (const [, , attributes = '', text = ''] of row.matchAll(/<(th|td)([^>]*)>([^<]*)<\/\1>/g)) {
        const span = (attribute: string) => Number(new RegExp(`${attribute}="(\\d+)"`).exec(attributes)?.[1] ?? 1);
        const column = matrix[r]?.indexOf(undefined) ?? -1;
        for (let down = r; down < r + span('rowspan'); down += 1) {
          for (let right = column; right < column + span('colspan'); right += 1) {
            const fields = matrix[down];
            if (fields === undefined || right >= columns) throw new Error(`outside the table: ${down}/${right}`);
            if (fields[right] !== undefined) throw new Error(`covered twice: ${down}/${right}`);
            fields[right] = decoded(text);
          }
        }
      }
    });
    tables[name] = matrix.map((row) => row.map((field) => field ?? 'NOT COVERED'));
  }
  return tables;
}

const decoded = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
