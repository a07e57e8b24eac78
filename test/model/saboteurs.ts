import { replyDue, stateCouncilCalendar, type CaseState, type WorkCalendar } from '@app/disclosure';
import { core, type Core } from './compare';
import { due } from './rules';

/** A mistake planted in the core from outside, and what the comparison says when it meets it. */
interface Saboteur {
  /** The core with the mistake. */
  core: Core;
  /** How the difference is called. */
  seenAs: RegExp;
}

const withoutMakeUpDays: WorkCalendar = {
  ...stateCouncilCalendar,
  schedule: (year) => {
    const schedule = stateCouncilCalendar.schedule(year);
    return schedule && { ...schedule, makeUpDays: [] };
  },
};

/** One table of everything that is broken, by what a reader would call it. */
export const SABOTEURS: Record<string, Saboteur> = {
  'pauses are summed instead of united (R-34)': {
    core: {
      ...core,
      clocksOf: (state, calendar, today) =>
        core.clocksOf(state, calendar, today).map((clock) => {
          if (clock.id !== 'C3' || !clock.parts) return clock;
          const { base, extension, paused } = clock.parts;
          const each = state.consultations.map(
            (one) => replyDue({ ...state, consultations: [one] }, calendar, today)?.parts.paused ?? 0,
          );
          const sum = each.reduce((a, b) => a + b, 0);
          return sum > paused ? { ...clock, dueOn: due(clock.startedOn, base + extension + sum) } : clock;
        }),
    },
    seenAs: /^C3/,
  },
  'make-up Saturdays are not counted (R-61)': {
    core: { ...core, clocksOf: (state, _calendar, today) => core.clocksOf(state, withoutMakeUpDays, today) },
    seenAs: /^C\d/,
  },
  'an extension moves the date when it is approved (R-31)': {
    core: {
      ...core,
      clocksOf: (state, calendar, today) => core.clocksOf(told(state), calendar, today),
    },
    seenAs: /^C3/,
  },
  'a second closing is written after a new decision (A-31)': {
    core: {
      ...core,
      decide: (command, state, context) => {
        const outcome = core.decide(command, state, context);
        if (command.name !== 'DispatchReply' || !('events' in outcome) || !state?.closing) return outcome;
        const { dispatchedOn } = command.data;
        return {
          events: [
            ...outcome.events,
            {
              type: 'CaseClosed',
              effectiveOn: dispatchedOn,
              data: { concludedOn: dispatchedOn, resultCode: 'granted', closingKind: 'replied' },
            },
          ],
        };
      },
    },
    seenAs: /^facts/,
  },
  'a withdrawal is accepted after the reply left (R-90)': {
    core: {
      ...core,
      decide: (command, state, context) =>
        command.name === 'Withdraw' && state?.status === 'CLOSED'
          ? { events: [{ type: 'ApplicationWithdrawn', effectiveOn: command.data.withdrawnOn, data: command.data }] }
          : core.decide(command, state, context),
    },
    seenAs: /^refused/,
  },
  'the days used before a correction count on (R-22)': {
    core: {
      ...core,
      evolve: (state, event) => {
        const now = core.evolve(state, event);
        return event.type === 'CorrectionReceived' && state ? { ...now, epochs: state.epochs } : now;
      },
    },
    seenAs: /^C3/,
  },
  'a correction that comes on the last day is late (R-25)': {
    core: {
      ...core,
      decide: (command, state, context) => {
        const dueOn = state && core.clocksOf(state, context.calendar).find(({ id }) => id === 'C2')?.dueOn;
        const lastDay = command.name === 'ReceiveCorrection' && command.data.correctedOn === dueOn;
        return lastDay ? { rejection: { code: 'E_CORRECTION_EXPIRED' } } : core.decide(command, state, context);
      },
    },
    seenAs: /^accepted/,
  },
  'a case is counted in the year it arrived (A-20)': {
    core: {
      ...core,
      factsOf: (state) => {
        const facts = core.factsOf(state);
        return facts && { ...facts, statYear: Number(state.arrivedOn.slice(0, 4)) };
      },
    },
    seenAs: /^cells/,
  },
  'an unpaid fee is counted as a withdrawal (C-16)': {
    core: {
      ...core,
      factsOf: (state) => {
        const facts = core.factsOf(state);
        return facts?.resultCode === 'other_fee_lapsed' ? { ...facts, resultCode: 'other_other' } : facts;
      },
    },
    seenAs: /^cells/,
  },
};

/** The same case, had the applicant been told of the extension on the day it was approved. */
function told(state: CaseState): CaseState {
  const epochs = state.epochs.map((epoch) => {
    const { extension } = epoch;
    if (extension?.notifiedOn !== undefined || !extension?.approvedOn) return epoch;
    return { ...epoch, extension: { ...extension, notifiedOn: extension.approvedOn } };
  });
  return { ...state, epochs };
}
