import { randomUUID } from 'node:crypto';
import { terminalTable } from '@app/annual-report';
import { isCivilDate, isUnitKind, UNIT_KINDS, type CivilDate, type UnitKind } from '@app/disclosure';
import { ListUnitsOnDay, type UnitOnDay } from '@app/read-models';
import { AbolishUnit, MoveUnit, RegisterUnit } from '@app/use-cases';
import { unitCode } from '../arguments';
import { WrongUsage, type Answer, type Arguments, type CliCommand, type CommandContext } from '../command';
import { operator } from '../operator';

type Action = 'register' | 'move' | 'abolish' | 'list';
type Option = 'unit' | 'name' | 'kind' | 'parent' | 'rules' | 'legal-review' | 'from' | 'last-day' | 'successor' | 'on';

interface ActionDefinition {
  takes: readonly Option[];
  needs: readonly Option[];
  run(context: CommandContext, told: Told): Promise<Answer>;
}

/** Everything the options say, read before a database is opened. */
interface Told {
  unit: string;
  name: string;
  kind?: UnitKind | undefined;
  /** `null` = under none. */
  parent?: string | null | undefined;
  rules?: boolean | undefined;
  legalReview?: boolean | undefined;
  from: CivilDate;
  lastDay: CivilDate;
  successor?: string | undefined;
  on?: CivilDate | undefined;
}

/** How a move says that the unit comes under nobody. */
const NONE = 'none';

const by = () => ({ commandId: randomUUID(), actor: operator() });

const ACTIONS: Record<Action, ActionDefinition> = {
  register: {
    takes: ['unit', 'name', 'kind', 'parent', 'rules', 'legal-review'],
    needs: ['unit', 'name'],
    async run({ ledger }, { unit, name, kind, parent, rules, legalReview }) {
      const receipt = await ledger.execute(
        new RegisterUnit({
          ...by(),
          unit,
          name,
          ...(kind !== undefined && { kind }),
          ...(typeof parent === 'string' && { parent }),
          ...(rules !== undefined && { canMakeRules: rules }),
          ...(legalReview !== undefined && { legalReview }),
        }),
      );
      const what = receipt.changed ? '已登记 registered' : '已有此登记 registered already';
      return { json: receipt, text: `${what}: ${unit} ${name}` };
    },
  },
  move: {
    takes: ['unit', 'from', 'parent'],
    needs: ['unit', 'from', 'parent'],
    async run({ ledger }, { unit, parent = null, from }) {
      const receipt = await ledger.execute(new MoveUnit({ ...by(), unit, parent, from }));
      return { json: receipt, text: `已改隶 moved: ${unit} → ${parent ?? '—'}, ${from}` };
    },
  },
  abolish: {
    takes: ['unit', 'last-day', 'successor'],
    needs: ['unit', 'last-day'],
    async run({ ledger }, { unit, lastDay, successor }) {
      const receipt = await ledger.execute(
        new AbolishUnit({ ...by(), unit, lastDay, ...(successor !== undefined && { successor }) }),
      );
      return { json: receipt, text: `已撤销 abolished: ${unit}, ${lastDay}${successor ? ` → ${successor}` : ''}` };
    },
  },
  list: {
    takes: ['on'],
    needs: [],
    async run({ ledger }, { on = ledger.foundation.write.today() }) {
      const items = await ledger.ask(new ListUnitsOnDay(on));
      return { json: { on, items }, text: terminalTable(items.map(line)) };
    },
  },
};

export const unitCommand: CliCommand = {
  usage:
    'register --unit CODE --name NAME [--kind KIND] [--parent CODE] [--rules yes|no] [--legal-review yes|no]\n' +
    `             move --unit CODE --from DATE --parent CODE|${NONE}\n` +
    '             abolish --unit CODE --last-day DATE [--successor CODE]\n' +
    '             list [--on DATE]',
  summary: `keeps the tree of reporting units; KIND: ${Object.keys(UNIT_KINDS).join(', ')}`,
  options: {
    unit: { type: 'string' },
    name: { type: 'string' },
    kind: { type: 'string' },
    parent: { type: 'string' },
    rules: { type: 'string' },
    'legal-review': { type: 'string' },
    from: { type: 'string' },
    'last-day': { type: 'string' },
    successor: { type: 'string' },
    on: { type: 'string' },
  } satisfies Record<Option, { type: 'string' }>,
  positionals: 1,
  needsLedger: (args) => {
    read(args);
    return true;
  },
  run: (context) => ACTIONS[actionOf(context.args)].run(context, read(context.args)),
};

function actionOf({ positionals: [action = ''] }: Arguments): Action {
  if (Object.hasOwn(ACTIONS, action)) return action as Action;
  throw new WrongUsage(`expected one of ${Object.keys(ACTIONS).join(', ')}`);
}

/** @throws WrongUsage naming the option */
function read(args: Arguments): Told {
  const action = actionOf(args);
  const { takes, needs } = ACTIONS[action];
  for (const option of Object.keys(unitCommand.options) as Option[]) {
    const told = args.text(option);
    if (told !== undefined && !takes.includes(option)) throw wrong(option, `does not go with ${action}`);
    if ((told === undefined || told.trim() === '') && needs.includes(option)) throw wrong(option, 'is missing');
  }
  const parent = args.text('parent');
  return {
    unit: args.text('unit') ?? '',
    name: args.text('name')?.trim() ?? '',
    kind: kindOf(args.text('kind')),
    parent: action === 'move' && parent === NONE ? null : codeOf('parent', parent),
    rules: yesOrNo('rules', args.text('rules')),
    legalReview: yesOrNo('legal-review', args.text('legal-review')),
    from: dayOf('from', args.text('from')) ?? '',
    lastDay: dayOf('last-day', args.text('last-day')) ?? '',
    successor: codeOf('successor', args.text('successor')),
    on: args.text('on'),
  };
}

const RULES: Partial<Record<Option, string>> = {
  kind: 'A-70',
  parent: 'R-02',
  successor: 'R-02',
  rules: 'A-11',
  'legal-review': 'Reg.17',
  from: 'R-60',
  'last-day': 'R-60',
};

const wrong = (option: Option, what: string): WrongUsage =>
  new WrongUsage(`--${option} ${what}`, { field: option, rule: RULES[option] });

function kindOf(text: string | undefined): UnitKind | undefined {
  if (text === undefined || isUnitKind(text)) return text;
  throw wrong('kind', `must be one of ${Object.keys(UNIT_KINDS).join(', ')}`);
}

function yesOrNo(option: Option, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text !== 'yes' && text !== 'no') throw wrong(option, 'must be yes or no');
  return text === 'yes';
}

function dayOf(option: Option, text: string | undefined): CivilDate | undefined {
  if (text === undefined || isCivilDate(text)) return text;
  throw wrong(option, 'must be a date YYYY-MM-DD');
}

function codeOf(option: Option, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return unitCode(text);
  } catch {
    throw wrong(option, 'must be a code of letters, digits, dot, dash or underscore');
  }
}

function line({ unit, name, kind, parent, canMakeRules, legalReview, abolished }: UnitOnDay): string[] {
  return [
    unit,
    name,
    UNIT_KINDS[kind],
    parent ?? '—',
    canMakeRules ? '规章' : '',
    legalReview ? '合法性审查' : '',
    abolished ? `至 until ${abolished.lastDay}${abolished.successor ? ` → ${abolished.successor}` : ''}` : '',
  ];
}
