// Only so that the compiler finds the thread's file, which nothing imports.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./workbook-worker.ts" />
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Cell } from '../../columns/cell';
import type { Limits } from '../limits';
import { FileRefused, type FileRefusalCode, type RefusalDetail } from '../refusals';

/** Rows of one sheet in order, blank ones left out; `lastRow` stands on its last message only. */
export interface RowsMessage {
  sheet: number;
  rows: [number, Cell[]][];
  lastRow?: number;
}
type Message = RowsMessage | { refusal: FileRefusalCode; detail: RefusalDetail; sheet: number } | { done: true };

// Small, so that what the library leaves behind is swept early and the peak stays low.
const YOUNG_MEGABYTES = 8;

/**
 * Reads the given sheets in a thread of its own, with a heap and a time of its own, and hands the rows over in pieces.
 * The workbook must have passed `checkWorkbook`. @throws FileRefused
 */
export async function readWorkbook(
  bytes: Buffer,
  sheets: readonly number[],
  limits: Limits,
  take: (message: RowsMessage) => void,
): Promise<void> {
  const acknowledged = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(workerFile(), {
    workerData: { bytes, sheets, acknowledged: acknowledged.buffer, limits },
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    // None of the flags, arguments or secrets of the process that reads.
    execArgv: [],
    argv: [],
    env: {},
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new FileRefused('X_TIME', { seconds: limits.milliseconds / 1000 })),
        limits.milliseconds,
      );
      worker.on('message', (message: Message) => {
        try {
          if ('done' in message) resolve();
          else if ('refusal' in message) reject(new FileRefused(message.refusal, message.detail));
          else take(message);
        } catch (error) {
          reject(error instanceof Error ? error : new FileRefused('X_DAMAGED'));
        }
        // Not at once: node would go on with message after message and let nothing else have its turn.
        setImmediate(() => {
          Atomics.add(acknowledged, 0, 1);
          Atomics.notify(acknowledged, 0);
        });
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileRefused('X_MEMORY') : error);
      });
      worker.on('exit', () => reject(new FileRefused('X_DAMAGED')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function workerFile(): string {
  const compiled = join(__dirname, 'workbook-worker.js');
  return existsSync(compiled) ? compiled : join(__dirname, 'workbook-worker.ts');
}
