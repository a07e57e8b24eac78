import { COMMANDS, type CommandName } from './commands';

const COMMON =
  '  --data DIR   data folder with its own PostgreSQL (default ./data); or set DATABASE_URL\n  --json       one JSON document on stdout\n';

export function commandUsage(name: CommandName): string {
  const { usage, summary } = COMMANDS[name];
  return `ledger ${name} ${usage}\n  ${summary}\n${COMMON}`;
}

export function overallUsage(): string {
  const lines = (Object.keys(COMMANDS) as CommandName[]).map(
    (name) => `  ledger ${name} ${COMMANDS[name].usage}\n      ${COMMANDS[name].summary}`,
  );
  return `usage: ledger COMMAND …\n${lines.join('\n')}\n${COMMON}`;
}
