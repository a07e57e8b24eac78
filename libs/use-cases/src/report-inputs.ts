import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { NewOfficeEvent } from '@app/disclosure';
import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { historyOf } from './case-history';
import { reportStream } from './identity';
import { CommandIdReused, Refused } from './refused';
import { sameEvents } from './same-events';
import { requireUnit } from './units';
import { WRITE_SIDE, type WriteSide } from './write-side';

export interface ReportInputReceipt {
  unit: string;
  year: number;
  position: number;
  /** True when the command had been stored before. */
  duplicate: boolean;
}

/** Counted figures of table 2: one batch with its source and the day it was counted. */
export class RecordProactiveFigures extends Command<ReportInputReceipt> {
  constructor(
    readonly request: Attribution & {
      unit: string;
      year: number;
      /** Cell codes of table 2 → pieces, the fee cell in whole yuan. */
      figures: Record<string, number>;
      source: string;
      countedOn: string;
    },
  ) {
    super();
  }
}

/** Markdown of one section or topic of the report. */
export class WriteReportText extends Command<ReportInputReceipt> {
  constructor(readonly request: Attribution & { unit: string; year: number; section: string; markdown: string }) {
    super();
  }
}

/** Nothing a report's inputs say depends on what was said before, so a lost race is simply repeated. */
const ATTEMPTS = 8;

async function record(
  write: WriteSide,
  attribution: Attribution,
  unit: string,
  year: number,
  events: NewOfficeEvent[],
): Promise<ReportInputReceipt> {
  await requireUnit(write.store, unit);
  const stream = reportStream(unit, year);
  for (let attempt = 1; ; attempt++) {
    const history = await historyOf(write.store, stream);
    const earlier = history.filter((event) => event.metadata.commandId === attribution.commandId);
    if (earlier.length > 0) {
      if (!sameEvents(events, earlier)) throw new CommandIdReused(attribution.commandId);
      return { unit, year, position: earlier.at(-1)!.position, duplicate: true };
    }
    try {
      const { position, duplicate } = await appendEvents(write, {
        ...attribution,
        stream,
        unit,
        expectedRevision: history.at(-1)?.revision ?? 'no_stream',
        events,
      });
      return { unit, year, position, duplicate };
    } catch (error) {
      if (error instanceof IdempotencyConflict) throw new CommandIdReused(attribution.commandId);
      if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
    }
  }
}

@CommandHandler(RecordProactiveFigures)
export class RecordProactiveFiguresHandler implements ICommandHandler<RecordProactiveFigures> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  async execute({ request }: RecordProactiveFigures): Promise<ReportInputReceipt> {
    const { unit, year, figures, source, countedOn } = request;
    if (countedOn > this.write.today()) throw new Refused({ code: 'E_FUTURE', field: 'countedOn' });
    const events = Object.entries(figures).map(([cell, value]): NewOfficeEvent => ({
      type: 'ProactiveFigureRecorded',
      effectiveOn: countedOn,
      data: { unit, year, cell, value, source, countedOn },
    }));
    return record(this.write, request, unit, year, events);
  }
}

@CommandHandler(WriteReportText)
export class WriteReportTextHandler implements ICommandHandler<WriteReportText> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  async execute({ request }: WriteReportText): Promise<ReportInputReceipt> {
    const { unit, year, section, markdown } = request;
    const event: NewOfficeEvent = {
      type: 'ReportTextWritten',
      effectiveOn: this.write.today(),
      data: { unit, year, section, markdown },
    };
    return record(this.write, request, unit, year, [event]);
  }
}
