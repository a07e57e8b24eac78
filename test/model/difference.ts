import type { CaseCommand } from '@app/disclosure';
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

const tells = (acts: readonly Asked[], name: CaseCommand['name']): boolean =>
  acts.some(({ command }) => command.name === name);

/** What is known to differ and not mended yet; a sequence that meets it ends there. Empty is how it should be. */
export const OPEN: Record<string, (difference: Difference) => boolean> = {
  // The page does not say whether days on which others are asked move a day that was named; both readings are defensible.
  'R-40: a consultation sent inside a delayed period': ({ acts }) =>
    tells(acts, 'DeferReply') && (tells(acts, 'ConsultThirdParty') || tells(acts, 'ConsultAgency')),
};
