import type { Asked } from './asked';

/** A difference, with everything that led to it. */
export class Difference extends Error {
  constructor(
    readonly what: string,
    readonly acts: readonly Asked[],
    readonly ours: unknown,
    readonly theirs: unknown,
  ) {
    const told = acts.map(
      ({ command, id, role, today }) => `  ${today} ${id} ${role} ${command.name} ${JSON.stringify(command.data)}`,
    );
    super(`${what}: the model says ${JSON.stringify(ours)}, the core ${JSON.stringify(theirs)}\n${told.join('\n')}`);
  }
}
