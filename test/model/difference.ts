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
  // The core lets a consultation sent after the counted days, but before the named one, bring an ended period back.
  'R-40: a consultation inside a delayed period': ({ what, acts, ours, theirs }) =>
    tells(acts, 'DeferReply') &&
    (tells(acts, 'ConsultThirdParty') || tells(acts, 'ConsultAgency')) &&
    (what === 'C9' ||
      (what === 'refused' && ours === 'E_EXT_AFTER_DUE') ||
      (what === 'accepted' && theirs === 'E_STATE')),
};
