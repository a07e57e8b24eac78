import { LETTER_KINDS, LETTERS, letterDocx, type LetterKind } from '@app/letters';
import { letterOf } from '@app/runtime';
import { WrongUsage, type CliCommand } from '../command';
import { operator } from '../operator';
import { writeWhole } from '../write-whole';
import { caseIdFrom } from './find-case';

export const letterCommand: CliCommand = {
  usage:
    'CASENO|CASEID KIND --out FILE.docx [--unit CODE] [--event ID] [--payment TEXT] [--access TEXT] [--authority NAME] [--court NAME]',
  summary: 'writes a letter of the law, as it was sent or as a draft, with its hash',
  options: {
    out: { type: 'string' },
    unit: { type: 'string' },
    event: { type: 'string' },
    payment: { type: 'string' },
    access: { type: 'string' },
    authority: { type: 'string' },
    court: { type: 'string' },
  },
  required: ['out'],
  positionals: 2,
  async run(context) {
    const { args, ledger } = context;
    const kind = letterKind(args.positionals[1]!);
    const caseId = await caseIdFrom(context);
    const { letter, text, textHash, particulars, sent, state } = await letterOf(
      ledger.foundation.write,
      {
        caseId,
        kind,
        eventId: args.text('event'),
        particulars: {
          payment: args.text('payment'),
          access: args.text('access'),
          authority: args.text('authority'),
          court: args.text('court'),
        },
      },
      { actor: operator(), door: 'ledger letter' },
    );
    const file = await writeWhole(args.text('out')!, await letterDocx(letter));
    const { template, version } = letter;
    return {
      json: {
        file,
        case: { caseId, caseNo: state.caseNo },
        letter: { template, version, textHash, particulars },
        sent,
      },
      text: [file, `${template} ${version} ${textHash} ${MATCH_TEXT[String(sent?.matches ?? null)]}`, '', text].join(
        '\n',
      ),
    };
  },
};

const MATCH_TEXT: Record<string, string> = {
  true: '与发出时一致 as it was sent',
  false: '与发出时不一致 no longer as it was sent',
  null: '未记录发出 no sending recorded',
};

/** @throws WrongUsage */
function letterKind(text: string): LetterKind {
  if (!Object.hasOwn(LETTERS, text)) throw new WrongUsage(`KIND must be one of ${LETTER_KINDS.join(', ')}`);
  return text as LetterKind;
}
