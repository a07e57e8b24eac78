import { openLedger, SecretFileRefused, withSecretFiles, type Ledger } from '@app/runtime';
import { readArguments } from './arguments';
import { WrongUsage, type Answer, type CliCommand } from './command';
import { COMMANDS, type CommandName } from './commands';
import { databaseChoice } from './database-choice';
import { refusalText, usageText } from './refusal-text';
import { commandUsage, overallUsage } from './usage';

const EXIT = { done: 0, refused: 1, usage: 2 } as const;

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

/** What was typed, short and without anything a terminal would obey. */
const shown = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text.replace(/\p{C}/gu, '\u{fffd}'));

/** Exit code of one call; everything for machines goes to stdout, everything else to stderr (design §4). */
export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h') {
    process[name === undefined ? 'stderr' : 'stdout'].write(overallUsage());
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const json = rest.includes('--json');
  try {
    if (!isCommand(name)) throw new WrongUsage(`unknown command ${shown(name)} 没有此命令`);
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(commandUsage(name));
      return EXIT.done;
    }
    Object.assign(process.env, withSecretFiles(process.env));
    return await run(COMMANDS[name], rest, json);
  } catch (caught) {
    const error =
      caught instanceof SecretFileRefused ? new WrongUsage(caught.message, { field: caught.variable }) : caught;
    if (error instanceof WrongUsage) {
      const { rule, code, field, message } = usageText(error);
      process.stderr.write(`${code} (${rule}): ${message}\n${isCommand(name) ? commandUsage(name) : overallUsage()}`);
      if (json) process.stdout.write(`${JSON.stringify({ refused: { code, rule, field, message } })}\n`);
      return EXIT.usage;
    }
    const refusal = refusalText(error);
    if (!refusal) throw error;
    const about = refusal.field === undefined ? '' : ` ${refusal.field}`;
    process.stderr.write(`${refusal.code} (${refusal.rule})${about}: ${refusal.message}\n`);
    if (json) process.stdout.write(`${JSON.stringify({ refused: refusal })}\n`);
    return EXIT.refused;
  }
}

async function run(command: CliCommand, rest: string[], json: boolean): Promise<number> {
  const args = readArguments(command, rest);
  const { needsLedger = () => true } = command;
  const ledger =
    needsLedger === false || !needsLedger(args)
      ? noLedger
      : await openLedger({ database: databaseChoice(args.text('data')) });
  try {
    const answer = await command.run({
      args,
      ledger,
      note: (line) => process.stderr.write(`${line}\n`),
      progress: (line) => {
        if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
      },
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    process.stdout.write(`${json ? JSON.stringify(answer.json) : await textOf(answer)}\n`);
    return answer.refused ? EXIT.refused : EXIT.done;
  } finally {
    if (ledger !== noLedger) await ledger.close();
  }
}

const textOf = ({ text }: Answer): Promise<string> | string => (typeof text === 'string' ? text : text());

/** Stands in for commands that never look at it. */
const noLedger = {} as Ledger;
