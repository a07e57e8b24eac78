import type { CivilDate } from '../../calendar/civil-date';
import type { Epoch } from '../state';

/** Anything with epochs: a case, or a case in the making. */
interface WithEpochs {
  epochs: Epoch[];
}

/**
 * A new run of the reply clock, in the order of the days: one recorded late does not become the running one, and an
 * extension recorded before it that is younger than it goes with it (§15, invariant 6).
 */
export function withEpoch<S extends WithEpochs>(state: S, epoch: Epoch): S {
  const { startedOn } = epoch;
  const later =
    startedOn === null ? -1 : state.epochs.findIndex((e) => e.startedOn !== null && e.startedOn > startedOn);
  const at = later === -1 ? state.epochs.length : later;
  const before = state.epochs.slice(0, at);
  const previous = before.at(-1);
  if (startedOn === null || previous?.extension === undefined || !isYounger(previous.extension, startedOn)) {
    return { ...state, epochs: [...before, epoch, ...state.epochs.slice(at)] };
  }
  const { extension, ...rest } = previous;
  return { ...state, epochs: [...before.slice(0, -1), rest, { ...epoch, extension }, ...state.epochs.slice(at)] };
}

function isYounger({ approvedOn, notifiedOn }: NonNullable<Epoch['extension']>, startedOn: CivilDate): boolean {
  const day = approvedOn ?? notifiedOn;
  return day !== undefined && day > startedOn;
}

/** Changes the epoch that was running on a day; the first one where the day precedes them all. */
export function withEpochOn<S extends WithEpochs>(state: S, on: CivilDate, change: (epoch: Epoch) => Epoch): S {
  const running = state.epochs.findLastIndex((e) => e.startedOn === null || e.startedOn <= on);
  const at = Math.max(running, 0);
  return { ...state, epochs: state.epochs.map((epoch, i) => (i === at ? change(epoch) : epoch)) };
}
