import type { ParseArgsConfig } from 'node:util';
import type { Ledger } from '@app/runtime';
import type { RefusalCode } from './refusal-text';

/** Options by name, as node's parser takes them. */
export type OptionTable = NonNullable<ParseArgsConfig['options']>;

/** What a command was given on the line, already checked against its declaration. */
export interface Arguments {
  positionals: string[];
  /** Value of an option that was given. */
  text(name: string): string | undefined;
  /** Values of an option that may be given several times. */
  texts(name: string): string[];
  flag(name: string): boolean;
}

/** What a command hands back: one JSON document, and the same for people. */
export interface Answer {
  json: unknown;
  /** Lines for a terminal; made only when a person asked. */
  text: string | (() => Promise<string>);
  /** Carried out, but with a refusal inside (exit 1). */
  refused?: boolean;
}

export interface CommandContext {
  args: Arguments;
  ledger: Ledger;
  /** Progress and remarks, to stderr. */
  note(line: string): void;
  /** One line that is rewritten, on a terminal only. */
  progress(line: string): void;
}

/** One thing an operator can ask for. */
export interface CliCommand {
  /** As in the usage text: `FILE --unit CODE …`. */
  usage: string;
  summary: string;
  options: OptionTable;
  /** Names of required options and the number of positionals. */
  required?: readonly string[];
  /** Checks of option values that mean something else here than in the other commands. @throws WrongUsage */
  values?: Readonly<Record<string, (text: string) => unknown>>;
  positionals?: 0 | 1 | 2 | 'optional' | 'any';
  /** False for commands that answer without opening the database. */
  needsLedger?: false | ((args: Arguments) => boolean);
  run(context: CommandContext): Promise<Answer>;
}

/** The command line is wrong: usage, exit 2. Names the option and its rule. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
  constructor(
    message: string,
    readonly place: { field?: string; rule?: string | undefined } = {},
  ) {
    super(message);
  }
}

/** Asked for correctly, refused with a reason: exit 1. */
export class RefusedByLedger extends Error {
  override readonly name = 'RefusedByLedger';
  readonly field?: string;
  readonly reason?: { zh: string; en: string };
  constructor(
    readonly code: RefusalCode,
    place: { field?: string; reason?: { zh: string; en: string } } = {},
  ) {
    super(code);
    this.field = place.field;
    this.reason = place.reason;
  }
}
