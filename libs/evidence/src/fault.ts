import type { FaultKind } from './fault-kinds';

/** One thing that is wrong, with its place as far as it has one. */
export interface Fault {
  kind: FaultKind;
  /** Stream and revision of the event it was found at; absent where there is no event. */
  stream?: string;
  revision?: number;
  position?: number;
  /** Number of the seal it is about. */
  seal?: number;
  /** Positions it is about where it is not one: a sealed range, or what is lost. */
  from?: number;
  to?: number;
  /** Events that are lost. */
  events?: number;
  /** Which of the deposited seals told it. */
  deposit?: string;
}

/** Where faults go. Past the most that are listed they are only counted. */
export class Faults {
  readonly listed: Fault[] = [];
  count = 0;

  constructor(private readonly most: number) {}

  add(fault: Fault): void {
    this.count++;
    if (this.listed.length < this.most) this.listed.push(fault);
  }
}
