import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { civilDateOf, daysBetween, reportClock, yearOf, type CivilDate, type Instant } from '@app/disclosure';
import type { JobPorts, OpenClock } from '@app/jobs';
import { GetPublishedReports, ListDue, ListUnits, type Projector } from '@app/read-models';
import { ActOnCase, type WriteSide } from '@app/use-cases';
import { annualReportOf } from './annual-report-of';

export interface JobPortsParts {
  commands: CommandBus;
  queries: QueryBus;
  projector: Projector;
  write: WriteSide;
  log?: (line: string) => void;
  /** The instant it is; for specs. */
  instant?: () => Instant;
}

/** What the jobs ask of the use cases and read models. */
export function jobPorts({
  commands,
  queries,
  projector,
  write,
  log = () => undefined,
  instant = () => new Date().toISOString(),
}: JobPortsParts): JobPorts {
  const reportClocks = async (on: CivilDate): Promise<OpenClock[]> => {
    const calendar = (await write.calendars()).latest;
    const year = yearOf(on) - 1;
    const clocks: OpenClock[] = [];
    for (const { unit } of await queries.execute(new ListUnits())) {
      if ((await queries.execute(new GetPublishedReports(unit, year))).length > 0) continue;
      const { id, subject = '', startedOn, dueOn } = reportClock('department', year, calendar);
      clocks.push({ unit, clock: id, subject, startedOn, dueOn, paused: false });
    }
    return clocks;
  };
  return {
    now: () => ({ on: civilDateOf(instant()), time: timeOf(instant()) }),
    calendar: async () => (await write.calendars()).latest,
    units: async () => {
      await projector.catchUp();
      return (await queries.execute(new ListUnits())).map(({ unit }) => unit);
    },
    openClocks: async (on) => {
      await projector.catchUp();
      const { items } = await queries.execute(new ListDue({ on, limit: EVERYTHING }));
      const ofCases = items.map(({ subject = '', ...item }): OpenClock => ({ ...item, subject }));
      return [...ofCases, ...(await reportClocks(on))].sort((a, b) => daysBetween(b.dueOn, a.dueOn));
    },
    act: (request) => commands.execute(new ActOnCase(request)),
    draft: async (unit, year) => {
      // The head first: the views then have at least that.
      const { position } = await write.store.head();
      await projector.catchUp();
      const { checks } = await annualReportOf(queries, { unit, year, at: position });
      return { position, failed: checks.filter(({ ok }) => !ok).map(({ id }) => id) };
    },
    log,
  };
}

const EVERYTHING = 10_000_000;

const SHANGHAI_TIME = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
});

/** `HH:MM` in Asia/Shanghai, whatever zone the machine lives in. */
const timeOf = (instant: Instant): string => SHANGHAI_TIME.format(new Date(instant));
