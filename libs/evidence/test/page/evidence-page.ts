import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Attack, ATTACKS, type FoundBy } from '../../src/attacks';
import { FAULT_KINDS, type FaultKind } from '../../src/fault-kinds';

export const PAGE = join(__dirname, '../../../../docs/evidence.md');

const FOUND: Record<FoundBy, string> = {
  log: 'Found in the log alone',
  public_key: 'Found with the public key from elsewhere',
  deposit: 'Found only with a deposited seal',
  nothing: 'Not found by verifying',
};

const attacks = (): string =>
  (Object.keys(FOUND) as FoundBy[])
    .map(
      (by) =>
        `### ${FOUND[by]}\n\n${(Object.keys(ATTACKS) as Attack[])
          .filter((each) => ATTACKS[each].found === by)
          .map(attackLine)
          .join('\n')}`,
    )
    .join('\n\n');

function attackLine(attack: Attack): string {
  const { what, by, because } = ATTACKS[attack];
  const named = by.length > 0 ? ` Named ${by.map((kind) => `\`${kind}\``).join(' or ')}.` : '';
  return `- \`${attack}\`: ${what}.${named}${because ? ` ${because}` : ''}`;
}

const faults = (): string =>
  (Object.keys(FAULT_KINDS) as FaultKind[])
    .map((kind) => `- \`${kind}\` ${FAULT_KINDS[kind].zh} / ${FAULT_KINDS[kind].en}. ${FAULT_KINDS[kind].means}`)
    .join('\n');

/** The parts of the page that are made from tables of the code, by the marker that begins them. */
const PARTS: Record<string, () => string> = { attacks, faults };

/** The page with its parts as the code says today; what people wrote stays. @throws when a marker is missing */
export function evidencePage(page = readFileSync(PAGE, 'utf8')): string {
  return Object.entries(PARTS).reduce((text, [name, made]) => {
    const [begin, end] = [`<!-- ${name}: made by npm run docs -->`, `<!-- end of ${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`docs/evidence.md has no place for ${name}`);
    return `${text.slice(0, from + begin.length)}\n\n${made()}\n\n${text.slice(to)}`;
  }, page);
}
