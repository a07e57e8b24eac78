import { copyLedger, isKurrentUrl } from '@app/runtime';
import { WrongUsage, type CliCommand } from '../command';

/** How often the progress is told where there is no terminal that rewrites its line, ms. */
const TOLD_EVERY = 10_000;

export const copyCommand: CliCommand = {
  usage: '--from PLACE --to PLACE [--beside PLACE]',
  summary:
    'copies a whole log: PLACE is postgres://…, kurrentdb://… (with its PostgreSQL under --beside) or a data folder',
  options: { from: { type: 'string' }, to: { type: 'string' }, beside: { type: 'string' } },
  required: ['from', 'to'],
  needsLedger: false,
  async run(context) {
    const { args } = context;
    const [from, to, beside] = [args.text('from')!, args.text('to')!, args.text('beside')];
    if (from === to) throw new WrongUsage('--from and --to are the same place', { field: 'to' });
    if (beside === undefined && [from, to].some(isKurrentUrl)) {
      throw new WrongUsage('--beside is missing: KurrentDB needs a PostgreSQL for order and keys', { field: 'beside' });
    }
    let told = Date.now();
    const report = await copyLedger(
      { from, to, beside, env: process.env, log: (line) => context.note(line) },
      ({ stage, position, of }) => {
        context.progress(`${stage} ${position} / ${of}`);
        if (process.stderr.isTTY || Date.now() - told < TOLD_EVERY) return;
        told = Date.now();
        context.note(`${stage} ${position} / ${of}`);
      },
    );
    const { events, copied, streams, keys, hash, storeId } = report;
    context.note('主密钥不在日志中，请随副本另行提供 / the master key is not in the log: the copy needs the same one');
    return {
      json: report,
      text: [
        `已核对 verified: ${events} events in ${streams} streams, ${copied} of them copied now, ${keys} keys`,
        `store ${storeId}`,
        `head ${hash}`,
      ].join('\n'),
    };
  },
};
