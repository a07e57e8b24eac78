import type { ProjectionName } from '@app/read-models';
import { WrongUsage, type CliCommand } from '../command';

export const rebuildCommand: CliCommand = {
  usage: '[NAME]',
  summary: 'empties and replays the read models, or one of them',
  options: {},
  positionals: 'optional',
  async run(context) {
    const { args, ledger } = context;
    const names = (await ledger.projector.status()).map((status) => status.name);
    const name = args.positionals[0];
    if (name !== undefined && !names.includes(name)) {
      throw new WrongUsage(`NAME must be one of ${names.join(', ')}`, { field: 'name' });
    }
    await ledger.projector.rebuild(name as ProjectionName | undefined, ({ projection, position, head }) =>
      context.progress(`${projection} ${position} / ${head}`),
    );
    const status = await ledger.projector.status();
    return {
      json: { rebuilt: name === undefined ? names : [name], projections: status },
      text: status.map((one) => `${one.name}  position ${one.position} of ${one.head}`).join('\n'),
    };
  },
};
