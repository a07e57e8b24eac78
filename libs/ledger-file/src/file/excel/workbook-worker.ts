'use strict';
// The thread that reads a workbook. This file is JavaScript without a single annotation: compiled it runs as any other,
// and uncompiled (under jest) node loads it as it stands. Its types are inferred; `read-workbook.ts` describes the messages.
/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument --
   what the starter hands over is `any`, and there are no annotations here to say more */
void (async () => {
  const { parentPort, workerData } = await import('node:worker_threads');
  const { streamXlsxRows } = await import('hucre/xlsx');
  const { bytes, sheets, limits } = workerData;
  const acknowledged = new Int32Array(workerData.acknowledged);
  const ROWS_PER_MESSAGE = 200;
  const CHARACTERS_PER_MESSAGE = 256 * 1024;
  let sent = 0;
  let filled = 0;
  let characters = 0;

  const refuse = (refusal = '', detail = {}) => Object.assign(new Error(refusal), { refusal, detail });

  // Blocks this thread while the reader is two messages behind: the library has no other brake.
  const send = (message = {}) => {
    parentPort?.postMessage(message);
    sent += 1;
    for (let done = Atomics.load(acknowledged, 0); sent - done > 2; done = Atomics.load(acknowledged, 0)) {
      Atomics.wait(acknowledged, 0, done);
    }
  };

  for (const sheet of sheets) {
    let rows = [];
    let size = 0;
    let lastRow = 0;
    try {
      for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
        const row = index + 1;
        lastRow = Math.max(lastRow, row);
        let length = values.length;
        while (length > 0 && (values[length - 1] === null || values[length - 1] === '')) length -= 1;
        if (length === 0) continue;
        filled += 1;
        if (filled > limits.rows) throw refuse('X_TOO_MANY_ROWS', { limit: limits.rows });
        if (length > limits.columns) throw refuse('X_TOO_MANY_COLUMNS', { row: row, limit: limits.columns });
        const cells = values.slice(0, length).map((value, column) => {
          if (value instanceof Date) {
            const iso = Number.isNaN(value.getTime()) ? '' : value.toISOString();
            return /^\d{4}-/.test(iso) ? { date: iso.slice(0, 10) } : '#NUM!';
          }
          if (typeof value !== 'string') return value ?? null;
          size += value.length;
          if (value.length <= limits.cellCharacters) return value;
          throw refuse('X_CELL_TOO_LONG', { row: row, column: column + 1, limit: limits.cellCharacters });
        });
        rows.push([row, cells]);
        if (rows.length < ROWS_PER_MESSAGE && size < CHARACTERS_PER_MESSAGE) continue;
        // One long text that a million cells share is small in the file and large everywhere else.
        characters += size;
        if (characters * 2 > limits.unpackedBytes) throw refuse('X_TOO_LARGE_UNPACKED', { row: row });
        send({ sheet, rows });
        rows = [];
        size = 0;
      }
      characters += size;
      send({ sheet, rows, lastRow });
    } catch (error) {
      const known = error instanceof Error && 'refusal' in error;
      parentPort?.postMessage(known ? { ...error, sheet } : { refusal: 'X_DAMAGED', detail: {}, sheet });
      return;
    }
  }
  parentPort?.postMessage({ done: true });
})();
