/** How much of a file we are willing to look at (L-17). Bytes, counts, milliseconds. */
export interface Limits {
  fileBytes: number;
  /** Sum of all parts of the workbook after inflating, really inflated, not as declared. */
  unpackedBytes: number;
  /** One part of the workbook after inflating. */
  partBytes: number;
  parts: number;
  /** Inflated size of a part divided by its packed size; looked at only above 10 MB. */
  ratio: number;
  rows: number;
  columns: number;
  /** UTF-16 units; the longest cell that Excel itself can write. */
  cellCharacters: number;
  milliseconds: number;
  /** Heap of the thread that reads a workbook. */
  heapMegabytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 50 * 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  partBytes: 200 * 1024 * 1024,
  parts: 2_000,
  ratio: 200,
  rows: 500_000,
  columns: 200,
  cellCharacters: 32 * 1024 - 1,
  milliseconds: 60_000,
  heapMegabytes: 384,
};
