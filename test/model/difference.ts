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

/** What is known to differ and not mended yet; a sequence that meets it ends there. Empty is how it should be. */
export const OPEN: Record<string, (difference: Difference) => boolean> = {};
