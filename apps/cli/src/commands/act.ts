import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  allowedValues,
  bodySchema,
  COMMAND_FORMS,
  COMMAND_NAMES,
  faultsIn,
  innerId,
  useCaseOf,
  type Fault,
} from '@app/command-forms';
import { CASE_STATUSES, REJECTIONS, type CaseCommandName, type RejectionCode } from '@app/disclosure';
import { unitCode } from '../arguments';
import { RefusedByLedger, WrongUsage, type CliCommand, type CommandContext } from '../command';
import { operator } from '../operator';
import { caseIdFrom } from './find-case';

export const actCommand: CliCommand = {
  usage: 'COMMAND [CASENO|CASEID] [--unit CODE] [--set FIELD=VALUE …] [--body JSON|@FILE] [--key UUID]',
  summary: 'does one act of case work; without COMMAND lists the acts, with --fields the fields of one',
  options: {
    unit: { type: 'string' },
    set: { type: 'string', multiple: true },
    body: { type: 'string' },
    key: { type: 'string' },
    fields: { type: 'boolean' },
  },
  positionals: 'any',
  needsLedger: (args) => args.positionals.length > 0 && !args.flag('fields'),
  async run(context) {
    const { args, ledger } = context;
    const [named, , ...more] = args.positionals;
    if (more.length > 0) throw new WrongUsage('expected a COMMAND and a case, got more');
    if (named === undefined) return listed();
    const name = commandNamed(named);
    if (args.flag('fields')) return fieldsOf(name);

    const params = await paramsOf(context, name);
    const schema = bodySchema(name);
    const given = withSet(await bodyOf(args.text('body')), args.texts('set'), schema);
    const inPath = innerIdsOf(name);
    const result = schema.safeParse(without(given, inPath), { reportInput: true });
    if (!result.success) throw faulty(faultsIn(schema, result.error.issues));
    const { useCase, made } = useCaseOf({
      name,
      commandId: keyOf(args.text('key')),
      actor: operator(),
      params: { ...params, ...idsIn(given, inPath) },
      body: result.data,
    });
    const receipt = await ledger.execute(useCase);
    return {
      json: { ...receipt, ...made },
      text: [
        `${receipt.caseNo} ${CASE_STATUSES[receipt.status]} (${receipt.status}) ${receipt.caseId}`,
        ...receipt.events.map(({ type, effectiveOn }) => `${effectiveOn}  ${type}`),
        ...receipt.findings.map(({ code }) => `finding ${code}`),
        ...Object.entries(made).map(([field, id]) => `${field} ${id}`),
      ].join('\n'),
    };
  },
};

function listed() {
  return {
    json: COMMAND_NAMES.map((name) => ({ command: name, zh: COMMAND_FORMS[name].zh, rule: COMMAND_FORMS[name].rule })),
    text: COMMAND_NAMES.map(
      (name) => `${name.padEnd(32)} ${COMMAND_FORMS[name].zh} (${COMMAND_FORMS[name].rule})`,
    ).join('\n'),
  };
}

function fieldsOf(name: CaseCommandName) {
  const { zh, en, rule } = COMMAND_FORMS[name];
  const inPath = innerIdsOf(name).map((field): [string, string] => [field, 'required']);
  const fields = Object.entries(bodySchema(name).shape as Record<string, z.ZodType>).map(
    ([field, part]): [string, string] => [
      field,
      `${part.safeParse(undefined).success ? 'optional' : 'required'}${part.description ? `  ${part.description}` : ''}`,
    ],
  );
  const all = [...inPath, ...fields];
  const values = allowedValues(bodySchema(name));
  return {
    json: { command: name, zh, en, rule, fields: Object.fromEntries(all), values: Object.fromEntries(values) },
    text: [
      `${name} ${zh} / ${en} (${rule})`,
      ...all.map(([field, what]) => `  ${field.padEnd(22)} ${what}`),
      ...values.map(([field, allowed]) => `  ${field} = ${allowed.join(' | ')}`),
    ].join('\n'),
  };
}

/** `RequestCorrection`, or `request-correction`. @throws WrongUsage */
function commandNamed(text: string): CaseCommandName {
  const asWritten = text.toLowerCase().replaceAll('-', '');
  const name = COMMAND_NAMES.find((each) => each.toLowerCase() === asWritten);
  if (!name) throw new WrongUsage('COMMAND must be one of `ledger act`', { field: 'command' });
  return name;
}

async function paramsOf(context: CommandContext, name: CaseCommandName): Promise<Record<string, string>> {
  const [, asked] = context.args.positionals;
  if (name === 'RegisterApplication') {
    const unit = context.args.text('unit');
    if (unit === undefined || asked !== undefined) {
      throw new WrongUsage('RegisterApplication takes --unit and no case', { field: 'unit', rule: 'R-02' });
    }
    return { unit: unitCode(unit) };
  }
  if (asked === undefined) throw new WrongUsage('name the case by its number or id', { field: 'case' });
  await context.ledger.projector.catchUp();
  return { caseId: await caseIdFrom(context, asked) };
}

/** Ids inside the case that a form leaves to the path, e.g. `consultId`. */
const innerIdsOf = (name: CaseCommandName): string[] =>
  [...COMMAND_FORMS[name].path.matchAll(/:(\w+)/g)]
    .map((match) => match[1]!)
    .filter((id) => !/^(unit|caseId)$/.test(id));

function idsIn(given: Record<string, unknown>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((field) => {
      const id = innerId.safeParse(given[field]);
      if (!id.success) throw new WrongUsage(`--set ${field}=… is missing or not an id`, { field });
      return [field, id.data];
    }),
  );
}

function without(given: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([field]) => !names.includes(field)));
}

/** @throws WrongUsage */
async function bodyOf(text: string | undefined): Promise<Record<string, unknown>> {
  if (text === undefined) return {};
  const wrong = (what: string) => new WrongUsage(`--body ${what}`, { field: 'body', rule: 'G-01' });
  const json = text.startsWith('@')
    ? await readFile(text.slice(1), 'utf8').catch(() => {
        throw wrong('names a file that cannot be read');
      })
    : text;
  let told: unknown;
  try {
    told = JSON.parse(json);
  } catch {
    throw wrong('is not JSON');
  }
  if (typeof told !== 'object' || told === null || Array.isArray(told)) throw wrong('is no JSON object');
  return told as Record<string, unknown>;
}

/** Fields given one by one; one given several times is a list. What a form takes as text is text, anything else JSON. */
function withSet(
  body: Record<string, unknown>,
  settings: readonly string[],
  schema: z.ZodObject,
): Record<string, unknown> {
  const given = { ...body };
  for (const setting of settings) {
    const [, field, text] = /^(\w+)=(.*)$/s.exec(setting) ?? [];
    if (field === undefined || text === undefined) throw new WrongUsage('--set takes FIELD=VALUE', { field: 'set' });
    const part = (schema.shape as Record<string, z.ZodType | undefined>)[field];
    const isList = part !== undefined && part.safeParse([]).success;
    given[field] = isList
      ? [...((given[field] as unknown[] | undefined) ?? []), valueOf(undefined, text)]
      : valueOf(part, text);
  }
  return given;
}

function valueOf(part: z.ZodType | undefined, text: string): unknown {
  if (part === undefined || part.safeParse(text).success) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function keyOf(text: string | undefined): string {
  if (text === undefined) return randomUUID();
  if (!z.uuid().safeParse(text).success) throw new WrongUsage('--key must be a UUID', { field: 'key', rule: 'D13' });
  return text.toLowerCase();
}

/** The first fault with a refusal of the law is that refusal; any other is a wrong line. */
function faulty(faults: readonly Fault[]): Error {
  const pathOf = ({ path }: Fault): string => path.map(String).join('.');
  const ofTheLaw = faults.find(({ code }) => code !== undefined && Object.hasOwn(REJECTIONS, code));
  // With what the form says of the place: the code alone does not list what may stand there.
  if (ofTheLaw) {
    const { code, text } = ofTheLaw;
    return new RefusedByLedger(code as RejectionCode, { field: pathOf(ofTheLaw), reason: text });
  }
  const [first] = faults;
  const told = faults.slice(0, 5).map((fault) => `${pathOf(fault)} ${fault.text.zh} / ${fault.text.en}`);
  return new WrongUsage(told.join('; '), first && { field: pathOf(first), rule: first.rule });
}
