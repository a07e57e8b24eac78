import { appendFileSync, readFileSync } from 'node:fs';
import type { Actor } from '@app/disclosure';
import type { PlayedCommand } from '../../model/making';

/** One sending of an act; a repetition of an unknown outcome has the same `act`, and the same command id (F5). */
export interface Intent {
  at: 'intent';
  /** What somebody wants, however often it is sent. */
  act: number;
  commandId: string;
  caseId: string;
  actor: Actor;
  command: PlayedCommand;
}

export type Answered =
  /** Ids of the events as the answer tells them, in order, and the revision of the last one. */
  | { at: 'ack'; act: number; commandId: string; ids: string[]; revision: number }
  | { at: 'refused'; act: number; commandId: string; code: string }
  | { at: 'unknown'; act: number; commandId: string };

export type HistoryLine = Intent | Answered;

/** What clients sent and were told, one JSON line each, written before it is sent and before it is gone on from. */
export class History {
  constructor(private readonly file: string) {}

  write(line: HistoryLine): void {
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  read(): HistoryLine[] {
    return readFileSync(this.file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as HistoryLine);
  }
}
