import type { ProjectionName } from './projection';

/** A statutory view stopped at an event it could not apply; its numbers are not to be used until it goes on (F15). */
export class ProjectionStopped extends Error {
  override readonly name = 'ProjectionStopped';
  constructor(
    readonly projection: ProjectionName,
    /** Position of the last event applied. */
    readonly position: number,
    /** Position of the log's last event. */
    readonly head: number,
  ) {
    super(`${projection} stopped at position ${position} of ${head}`);
  }
}

/** The question is about a position the view has not reached yet; wait for it or ask later. */
export class ReadModelBehind extends Error {
  override readonly name = 'ReadModelBehind';
  constructor(
    readonly position: number,
    readonly asked: number,
  ) {
    super(`the read models are at position ${position}, asked about ${asked}`);
  }
}

/** The read models were made from another log than the one they are to follow (F31, F32). */
export class ReadModelsOfAnotherLog extends Error {
  override readonly name = 'ReadModelsOfAnotherLog';
  /** The one command that makes them from this log. */
  readonly advice = 'ledger rebuild';
  constructor(
    readonly projection: string,
    readonly reason: 'other_store' | 'ahead_of_log' | 'other_history',
    readonly position: number,
    readonly head: number,
  ) {
    const lost =
      position > head
        ? {
            zh: `，日志缺少位置 ${head + 1} 至 ${position}`,
            en: `, positions ${head + 1} to ${position} are not in it`,
          }
        : { zh: '', en: '' };
    super(
      `读模型 ${projection}（位置 ${position}）不是由此日志生成${lost.zh}；请运行 ledger rebuild / ` +
        `${projection} at position ${position} was not made from this log (${reason})${lost.en}; run: ledger rebuild`,
    );
  }
}

/** No unit of that code was ever registered. */
export class UnknownUnit extends Error {
  override readonly name = 'UnknownUnit';
  constructor(readonly unit: string) {
    super(`unit ${unit} is not registered`);
  }
}

/** Several units have a case of that number. */
export class AmbiguousCaseNo extends Error {
  override readonly name = 'AmbiguousCaseNo';
  constructor(
    readonly caseNo: string,
    readonly units: string[],
  ) {
    super(`case number ${caseNo} exists in units ${units.join(', ')}`);
  }
}

/** The cursor was not made by this list. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
  constructor() {
    super('the cursor was not made by this list');
  }
}

/** Another process projects at the moment; a rebuild has to run there, or after it has ended (F14). */
export class AnotherProjector extends Error {
  override readonly name = 'AnotherProjector';
  constructor() {
    super('another process is projecting into this database');
  }
}
