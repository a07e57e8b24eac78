import type { CommandBus, ICommand } from '@nestjs/cqrs';
import type { AroundJob } from '@app/jobs';
import type { AroundBatch } from '@app/read-models';
import { refusalOf, type Foundation } from '@app/runtime';
import { Refused } from '@app/use-cases';
import type { Tracing } from '../tracing/tracing';
import { measuredStore } from './measured-store';
import type { Meters } from './meters';

/** Injection token of the `Watch`. */
export const WATCH = Symbol('WATCH');

/** Who looks on while a process works. */
export interface Watch {
  meters: Meters;
  tracing: Tracing;
}

/** The same parts, with every append looked on. */
export function watchedFoundation(foundation: Foundation, watch: Watch): Foundation {
  const store = measuredStore(foundation.store, watch);
  return { ...foundation, store, write: { ...foundation.write, store } };
}

/** Every command from here on is counted, and has a span with the code it was refused with. */
export function watchCommands(bus: CommandBus, { meters, tracing }: Watch): void {
  const execute: (command: ICommand) => Promise<unknown> = bus.execute.bind(bus);
  const watched = (command: ICommand): Promise<unknown> => {
    const name = command.constructor.name;
    return tracing.within('command', { 'ledger.command': name }, async (span) => {
      try {
        const answer = await execute(command);
        meters.count('ledger_commands_total', { command: name, outcome: 'done' });
        return answer;
      } catch (error) {
        const code = codeOf(error);
        meters.count('ledger_commands_total', { command: name, outcome: code ? 'refused' : 'failed' });
        if (code) {
          meters.count('ledger_rejections_total', { code });
          span.set({ 'ledger.refused': code });
        }
        throw error;
      }
    });
  };
  Object.assign(bus, { execute: watched });
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Refused ? error.rejection.code : refusalOf(error)?.code;

export const aroundBatch =
  ({ meters, tracing }: Watch): AroundBatch =>
  ({ projection, events, position }, work) => {
    const started = performance.now();
    const attributes = { 'ledger.projection': projection, 'ledger.events': events, 'ledger.position': position };
    return tracing.within('projection batch', attributes, async () => {
      await work();
      meters.observe('ledger_projection_batch_seconds', { projection }, (performance.now() - started) / 1_000);
    });
  };

export const aroundJob =
  ({ meters, tracing }: Watch): AroundJob =>
  ({ name }, work) => {
    const started = performance.now();
    const ended = (ending: string): void =>
      meters.observe('ledger_job_seconds', { kind: name, ending }, (performance.now() - started) / 1_000);
    return tracing.within('job', { 'ledger.job': name }, async (span) => {
      try {
        const result = await work();
        const ending = (result.failed?.length ?? 0) > 0 ? 'left_some' : 'done';
        ended(ending);
        span.set({ 'ledger.ending': ending });
        return result;
      } catch (error) {
        ended('broke_off');
        throw error;
      }
    });
  };
