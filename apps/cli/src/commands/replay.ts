import { MOMENT_TEXT, MOMENTS_TEXT, openCaseReplay, replayDocument } from '@app/runtime';
import { instant } from '../arguments';
import { WrongUsage, type CliCommand } from '../command';
import { replayText } from '../replay-text';
import { caseIdFrom } from './find-case';

const wrong = (name: string, what: string) => new WrongUsage(`--${name} ${what}`, { field: name, rule: 'A-44' });

/** The questions, of which one at most is asked. */
const QUESTIONS = ['at', 'as-of', 'diff', 'signed'] as const;

export const replayCommand: CliCommand = {
  usage:
    'CASENO|CASEID [--unit CODE] [--at POSITION|rREVISION|now | --as-of INSTANT | --diff A..B | --signed] [--working]',
  summary: 'replays one case: every step, one moment, two moments compared, or what was known at each signing',
  options: {
    unit: { type: 'string' },
    at: { type: 'string' },
    'as-of': { type: 'string' },
    diff: { type: 'string' },
    signed: { type: 'boolean' },
    working: { type: 'boolean' },
  },
  values: {
    at: (text) => {
      if (!MOMENT_TEXT.test(text)) throw wrong('at', 'must be a position (265), a revision (r5) or now');
    },
    diff: (text) => {
      if (!MOMENTS_TEXT.test(text)) throw wrong('diff', 'must be two moments, e.g. r2..now or 260..265');
    },
  },
  positionals: 1,
  async run(context) {
    const { args, ledger } = context;
    const asked = QUESTIONS.filter((name) => args.flag(name) || args.text(name) !== undefined);
    if (asked.length > 1) throw new WrongUsage(`--${asked.join(' and --')} exclude each other`, { field: asked[1] });
    const replay = await openCaseReplay(ledger.foundation.write, await caseIdFrom(context));
    const asOf = args.text('as-of');
    const document = replayDocument(replay, {
      at: args.text('at'),
      asOf: asOf === undefined ? undefined : instant('as-of', asOf),
      diff: args.text('diff'),
      signed: args.flag('signed'),
      working: args.flag('working'),
    });
    return { json: document, text: () => Promise.resolve(replayText(document)) };
  },
};
