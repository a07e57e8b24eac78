import { GrowingRoot } from './merkle';

export interface PositionRange {
  from: number;
  to: number;
}

export interface RangeRoot {
  /** Merkle root over the range, hex. */
  root: string;
  /** Stored head of the chain after its last position, hex. */
  head: string;
}

const nameOf = ({ from, to }: PositionRange): string => `${from}-${to}`;

/**
 * The roots of the ranges that seals speak of, computed while the log passes by once. The ranges have to be known
 * before; memory is a few hashes for each that is open at the same time, which is one where nobody tampered.
 */
export class RangeRoots {
  private readonly waiting: PositionRange[];
  private readonly open = new Map<string, PositionRange & { tree: GrowingRoot }>();
  private readonly done = new Map<string, RangeRoot>();

  constructor(ranges: Iterable<PositionRange>) {
    const each = new Map([...ranges].map((range) => [nameOf(range), range]));
    this.waiting = [...each.values()].sort((a, b) => b.from - a.from);
  }

  /** The next event in log order. */
  add(position: number, leaf: Buffer, head: string): void {
    while (this.waiting.length > 0 && this.waiting.at(-1)!.from <= position) {
      const range = this.waiting.pop()!;
      this.open.set(nameOf(range), { ...range, tree: new GrowingRoot() });
    }
    for (const [name, { from, to, tree }] of this.open) {
      if (position >= from && position <= to) tree.add(leaf);
      if (position < to) continue;
      // A hole, or an event too many, and the range has no root that anybody sealed.
      if (position === to && tree.size === to - from + 1)
        this.done.set(name, { root: tree.root().toString('hex'), head });
      this.open.delete(name);
    }
  }

  /** Nothing where the range was not complete, or was not known before. */
  rootOf(range: PositionRange): RangeRoot | undefined {
    return this.done.get(nameOf(range));
  }
}
