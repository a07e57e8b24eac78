import { randomUUID } from 'node:crypto';
import { exportedSeal } from '@app/evidence';
import { SealLog } from '@app/use-cases';
import type { CliCommand } from '../command';
import { operator } from '../operator';
import { writeWhole } from '../write-whole';

export const sealCommand: CliCommand = {
  usage: '[--out FILE]',
  summary: 'seals the log up to now and prints the seal, to be kept where nobody here can write',
  options: { out: { type: 'string' } },
  async run(context) {
    const { args, ledger } = context;
    const { seal, sealed } = await ledger.execute(new SealLog({ commandId: randomUUID(), actor: operator() }));
    if (!seal) return { json: { sealed }, text: '日志为空，无可封签 the log is empty, there is nothing to seal' };
    if (!sealed) context.note('此后没有新事件，以下为最近一次封签 nothing came since; this is the last seal');
    const exported = exportedSeal(seal);
    const out = args.text('out');
    const file = out === undefined ? undefined : await writeWhole(out, exported);
    const { number, from, to, root, head, sealedAt } = seal.seal;
    return {
      json: {
        sealed,
        number,
        from,
        to,
        root,
        head,
        sealedAt,
        keyId: seal.keyId,
        publicKey: seal.publicKey,
        seal: exported,
        ...(file !== undefined && { file }),
      },
      // The answer ends with a line end of its own.
      text: file === undefined ? exported.trimEnd() : `封签 seal ${number}: ${from}-${to}\n${file}`,
    };
  },
};
