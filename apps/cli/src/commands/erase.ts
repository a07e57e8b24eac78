import { randomUUID } from 'node:crypto';
import { ERASURE_REQUESTERS, ERASURE_SUBJECTS, type ErasureRequester, type ErasureSubject } from '@app/disclosure';
import { ApproveErasure, OrderErasure } from '@app/use-cases';
import { WrongUsage, type Arguments, type CliCommand } from '../command';
import { operator } from '../operator';
import { caseIdFrom } from './find-case';

export const eraseCommand: CliCommand = {
  usage:
    'CASENO|CASEID --subject applicant|third_party (--basis TEXT --reason TEXT [--requested-by WHO] | --approve) [--by ACCOUNT] [--unit CODE]',
  summary: 'orders the erasure of a person of a case; with --approve, by somebody else, destroys the key for good',
  options: {
    subject: { type: 'string' },
    basis: { type: 'string' },
    reason: { type: 'string' },
    'requested-by': { type: 'string' },
    approve: { type: 'boolean' },
    by: { type: 'string' },
    unit: { type: 'string' },
  },
  required: ['subject'],
  positionals: 1,
  async run(context) {
    const { args, ledger } = context;
    const subject = wordOf<ErasureSubject>(args, 'subject', ERASURE_SUBJECTS);
    const told = args.text('basis') !== undefined || args.text('reason') !== undefined;
    if (args.flag('approve') === told) {
      throw new WrongUsage('either --basis and --reason, or --approve', { field: 'approve', rule: 'PIPL 47' });
    }
    const caseId = await caseIdFrom(context);
    const actor = { ...operator(), ...(args.text('by') !== undefined && { id: accountOf(args.text('by')!) }) };
    const attribution = { commandId: randomUUID(), actor, caseId };
    const receipt = await ledger.execute(
      args.flag('approve')
        ? new ApproveErasure({ ...attribution, subject })
        : new OrderErasure({
            ...attribution,
            order: {
              subject,
              requestedBy: wordOf<ErasureRequester>(args, 'requested-by', ERASURE_REQUESTERS, 'person'),
              legalBasis: args.text('basis') ?? '',
              reason: args.text('reason') ?? '',
            },
          }),
    );
    // The names leave the tables before the command says that they are gone.
    await ledger.projector.catchUp();
    const { caseNo, events, position } = receipt;
    const erased = args.flag('approve');
    return {
      json: { case: { caseId, caseNo }, subject, erased, events, position, ...(erased && { limits: LIMITS }) },
      text: erased
        ? [
            `${caseNo}: ${ERASURE_SUBJECTS[subject]}个人信息已删除 erased`,
            ...LIMITS.map(({ zh, en }) => `- ${zh} / ${en}`),
          ].join('\n')
        : `${caseNo}: ${ERASURE_SUBJECTS[subject]}删除待批准 ordered; somebody else approves: ledger erase ${caseNo} --subject ${subject} --approve`,
    };
  },
};

/** What no command reaches (docs/privacy.md). */
const LIMITS = [
  { zh: '备份中的密钥直到备份到期', en: 'backups hold the key until they expire' },
  { zh: '预写日志和已删行直到回收（VACUUM FULL、CHECKPOINT）', en: 'WAL and dead rows until they are recycled' },
  { zh: '已打印、已寄出、已导出的文件', en: 'letters printed or sent, and files exported before' },
];

function wordOf<K extends string>(args: Arguments, option: string, words: Record<K, string>, untold?: K): K {
  const text = args.text(option) ?? untold;
  if (text !== undefined && Object.hasOwn(words, text)) return text as K;
  throw new WrongUsage(`--${option} must be one of ${Object.keys(words).join(', ')}`, { field: option });
}

function accountOf(text: string): string {
  if (/^[\w.@-]{1,64}$/.test(text)) return text;
  throw new WrongUsage('--by must be an account name', { field: 'by' });
}
