import type { CivilDate } from '../../calendar/civil-date';
import type { Epoch } from '../state';

/** Anything with epochs: a case, or a case in the making. */
interface WithEpochs {
  epochs: Epoch[];
}

/** A new run of the reply clock, in the order of the days: one recorded late does not become the running one. */
export function withEpoch<S extends WithEpochs>(state: S, epoch: Epoch): S {
  const { startedOn } = epoch;
  const later =
    startedOn === null ? -1 : state.epochs.findIndex((e) => e.startedOn !== null && e.startedOn > startedOn);
  const at = later === -1 ? state.epochs.length : later;
  return { ...state, epochs: [...state.epochs.slice(0, at), epoch, ...state.epochs.slice(at)] };
}

/** Changes the epoch that was running on a day; the first one where the day precedes them all. */
export function withEpochOn<S extends WithEpochs>(state: S, on: CivilDate, change: (epoch: Epoch) => Epoch): S {
  const running = state.epochs.findLastIndex((e) => e.startedOn === null || e.startedOn <= on);
  const at = Math.max(running, 0);
  return { ...state, epochs: state.epochs.map((epoch, i) => (i === at ? change(epoch) : epoch)) };
}
