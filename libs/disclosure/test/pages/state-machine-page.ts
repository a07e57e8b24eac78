import { COMMANDS, matrix, STATUSES, type Cell } from '../../src/case/matrix';
import { CASE_STATUSES } from '../../src/case/state';

/** The state machine as the law itself answers it: nothing here is written down a second time. */
export function stateMachinePage(): string {
  const cells = matrix();
  return `# States and commands

Made by \`npm run docs\` from the tables of the core; do not edit. Where a command leads to is what happened when it was
given to a sample case in that state (regulation §13).

\`\`\`mermaid
stateDiagram-v2
${STATUSES.map((status) => `  ${status}: ${status} ${CASE_STATUSES[status]}`).join('\n')}
  [*] --> UNCONFIRMED: RegisterApplication
  [*] --> RUNNING: RegisterApplication
${transitions(cells).join('\n')}
\`\`\`

A command that leaves the state as it is has no arrow. A square says where an accepted command leads to (\`=\`: the same
state), or the code of the refusal; *overdue*: only once the reply is overdue, else \`E_STATE\`.

| command | ${STATUSES.join(' | ')} |
| --- | ${STATUSES.map(() => '---').join(' | ')} |
${COMMANDS.map((name) => `| ${name} | ${STATUSES.map((status) => square(find(cells, name, status))).join(' | ')} |`).join('\n')}
`;
}

const find = (cells: Cell[], name: string, status: string): Cell =>
  cells.find((cell) => cell.name === name && cell.status === status)!;

function transitions(cells: Cell[]): string[] {
  const moves = new Map<string, string[]>();
  for (const { status, leadsTo, name } of cells) {
    if (leadsTo === undefined || leadsTo === status) continue;
    const arrow = `${status} --> ${leadsTo}`;
    moves.set(arrow, [...(moves.get(arrow) ?? []), name]);
  }
  return [...moves].map(([arrow, names]) => `  ${arrow}: ${names.join(', ')}`);
}

function square({ says, status, leadsTo }: Cell): string {
  if (says !== 'allowed' && says !== 'overdue') return `\`${says}\``;
  const target = leadsTo === status ? '=' : `→ ${leadsTo}`;
  return says === 'overdue' ? `${target} *overdue*` : target;
}
