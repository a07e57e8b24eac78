/** One call of a client: when it was sent and answered, by one monotonic clock, in ms. */
export interface Operation<Asked, Answer> {
  client: number;
  invoked: number;
  /** `Infinity`: never answered, so that it may take effect at any time, or not at all. */
  answered: number;
  asked: Asked;
  /** Absent: the outcome is unknown. */
  answer?: Answer;
}

/** What a single clerk alone with the system would see. */
export interface Specification<State, Asked, Answer> {
  start: State;
  key: (state: State) => string;
  /**
   * The state after the call: the same object where it changes nothing, `undefined` where the answer cannot be given in
   * this state. For an unknown answer: the state if it takes effect, `undefined` if it would not.
   */
  step: (state: State, asked: Asked, answer: Answer | undefined) => State | undefined;
}

export interface Judgement<Asked, Answer> {
  legal: boolean;
  /** Places the search looked at. */
  looked: number;
  /** The order found, or the longest that was legal before nothing could follow. */
  order: Operation<Asked, Answer>[];
}

interface Place<State> {
  state: State;
  done: Uint8Array;
  order: number[];
}

/**
 * Whether some order of the calls, each between its sending and its answer, is what one clerk alone could have seen
 * (Herlihy and Wing). The search is Wing and Gong's, with Lowe's memory of places already seen. A call that changes
 * nothing is taken as soon as it fits: whatever order exists, exists with it there.
 */
export function linearizable<State, Asked, Answer>(
  { start, key, step }: Specification<State, Asked, Answer>,
  history: readonly Operation<Asked, Answer>[],
): Judgement<Asked, Answer> {
  const calls = history.toSorted((a, b) => a.invoked - b.invoked);
  const seen = new Set<string>();
  const open: Place<State>[] = [{ state: start, done: new Uint8Array(calls.length), order: [] }];
  let longest: number[] = [];
  let looked = 0;
  const judged = (legal: boolean, order: number[]) => ({ legal, looked, order: order.map((at) => calls[at]!) });

  for (let place = open.pop(); place; place = open.pop()) {
    looked++;
    takeWhatChangesNothing(place);
    if (place.order.length > longest.length) longest = place.order;
    if (everyAnswered(place)) return judged(true, place.order);
    const here = `${Buffer.from(place.done).toString('latin1')}|${key(place.state)}`;
    if (seen.has(here)) continue;
    seen.add(here);
    open.push(...nextOf(place));
  }
  return judged(false, longest);

  /** Whoever was not answered may as well never have come. */
  function everyAnswered({ done }: Place<State>): boolean {
    return calls.every(({ answer }, at) => done[at] || answer === undefined);
  }

  /** Not taken yet, and sent before any other of those was answered. */
  function possible({ done }: Place<State>): number[] {
    const left = calls.flatMap((_, at) => (done[at] ? [] : [at]));
    const until = Math.min(...left.map((at) => calls[at]!.answered));
    return left.filter((at) => calls[at]!.invoked <= until);
  }

  function takeWhatChangesNothing(place: Place<State>): void {
    for (let found = true; found;) {
      found = false;
      for (const at of possible(place)) {
        const { asked, answer } = calls[at]!;
        if (answer === undefined || step(place.state, asked, answer) !== place.state) continue;
        place.done[at] = 1;
        place.order = [...place.order, at];
        found = true;
      }
    }
  }

  /** Answered calls last, so that they are tried first. */
  function nextOf(place: Place<State>): Place<State>[] {
    const next = possible(place).flatMap((at) => {
      const { asked, answer } = calls[at]!;
      const state = step(place.state, asked, answer);
      if (state === undefined || state === place.state) return [];
      const done = place.done.slice();
      done[at] = 1;
      return [{ at, place: { state, done, order: [...place.order, at] } }];
    });
    const answeredAt = (at: number) => calls[at]!.answered;
    return next.toSorted((a, b) => answeredAt(b.at) - answeredAt(a.at)).map((each) => each.place);
  }
}
