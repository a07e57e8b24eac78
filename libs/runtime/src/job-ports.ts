import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  civilDateOf,
  daysBetween,
  reportClock,
  yearOf,
  type CivilDate,
  type Instant,
  type ReportingUnit,
  type UnitPlacement,
} from '@app/disclosure';
import type { JobPorts, OpenClock } from '@app/jobs';
import {
  GetPublishedReports,
  ListDue,
  ListUnitPlacements,
  ReadModelBehind,
  SelfAudit,
  type Projector,
} from '@app/read-models';
import { ActOnCase, derivedId, RecordSelfAudit, SealKeyMissing, SealLog, type WriteSide } from '@app/use-cases';
import { annualReportOf } from './annual-report-of';

export interface JobPortsParts {
  commands: CommandBus;
  queries: QueryBus;
  projector: Projector;
  write: WriteSide;
  log?: (line: string) => void;
  /** The instant it is; for specs. */
  instant?: () => Instant;
  /** How long to wait for the read models, in ms; for specs. */
  patienceMs?: number;
}

/** How long a job waits for the read models, which another process may keep, or nobody; it is tried again later. */
const PATIENCE_MS = 10_000;

/** What the jobs ask of the use cases and read models. */
export function jobPorts({
  commands,
  queries,
  projector,
  write,
  log = () => undefined,
  instant = () => new Date().toISOString(),
  patienceMs = PATIENCE_MS,
}: JobPortsParts): JobPorts {
  /** The log's head, once the read models have passed it. @throws ReadModelBehind */
  const upToDate = async (): Promise<number> => {
    const { position } = await write.store.head();
    if (await projector.waitFor(position, patienceMs)) return position;
    throw new ReadModelBehind(Math.min(...(await projector.status()).map((each) => each.position)), position);
  };
  /** The units that report about a year. */
  const reporting = async (year: number): Promise<UnitPlacement[]> =>
    (await queries.execute(new ListUnitPlacements())).filter(
      ({ abolished }) => abolished === undefined || abolished.lastDay >= `${year}-01-01`,
    );
  const reportClocks = async (on: CivilDate): Promise<OpenClock[]> => {
    const calendar = (await write.calendars()).latest;
    const year = yearOf(on) - 1;
    const clocks: OpenClock[] = [];
    for (const { unit, kind } of await reporting(year)) {
      if ((await queries.execute(new GetPublishedReports(unit, year))).length > 0) continue;
      const { id, subject = '', startedOn, dueOn } = reportClock(REPORTS_AS[kind], year, calendar);
      clocks.push({ unit, clock: id, subject, startedOn, dueOn, paused: false });
    }
    return clocks;
  };
  const today = (): CivilDate => civilDateOf(instant());
  return {
    installation: async () => (await write.store.head()).storeId,
    now: () => ({ on: today(), time: timeOf(instant()) }),
    calendar: async () => (await write.calendars()).latest,
    units: async () => {
      await upToDate();
      return (await reporting(yearOf(today()) - 1)).map(({ unit }) => unit);
    },
    openClocks: async (on) => {
      await upToDate();
      const { items } = await queries.execute(new ListDue({ on, limit: EVERYTHING }));
      // What waits for a delivery has no day to be reminded of, and lapses on none.
      const ofCases = items.flatMap(({ subject = '', startedOn, dueOn, ...item }): OpenClock[] =>
        startedOn === null || dueOn === null ? [] : [{ ...item, startedOn, dueOn, subject }],
      );
      return [...ofCases, ...(await reportClocks(on))].sort((a, b) => daysBetween(b.dueOn, a.dueOn));
    },
    act: (request) => commands.execute(new ActOnCase(request)),
    draft: async (unit, year) => {
      const at = await upToDate();
      const { checks } = await annualReportOf(queries, { unit, year, at });
      return { position: at, failed: checks.filter(({ ok }) => !ok).map(({ id }) => id) };
    },
    selfAudit: async (on) => {
      await upToDate();
      const result = await queries.execute(new SelfAudit({ on }));
      const actor = { id: 'system', role: 'system' } as const;
      await commands.execute(new RecordSelfAudit({ commandId: derivedId('self-audit', on), actor, result }));
      return { position: result.position, differences: result.differences };
    },
    seal: async (on) => {
      try {
        const actor = { id: 'system', role: 'system' } as const;
        const { sealed, seal } = await commands.execute(new SealLog({ commandId: derivedId('seal', on), actor }));
        return { sealed, ...(seal && { number: seal.seal.number, to: seal.seal.to }) };
      } catch (error) {
        // Who gave no key wants no seals; every other day would say the same.
        if (error instanceof SealKeyMissing) return { sealed: false };
        throw error;
      }
    },
    log,
  };
}

/** what belongs to a government's area reports before the government does. */
const REPORTS_AS: Record<UnitPlacement['kind'], ReportingUnit> = {
  department: 'department',
  government: 'government',
  office: 'department',
  township: 'department',
};

const EVERYTHING = 10_000_000;

const SHANGHAI_TIME = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
});

/** `HH:MM` in Asia/Shanghai, whatever zone the machine lives in. */
const timeOf = (instant: Instant): string => SHANGHAI_TIME.format(new Date(instant));
