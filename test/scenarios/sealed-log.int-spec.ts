import { randomUUID } from 'node:crypto';
import { newSealKeyPem, sealKeyOf } from '@app/evidence';
import { jobPorts, publishReport, verifyLedger } from '@app/runtime';
import { listSeals, WriteReportText } from '@app/use-cases';
import { Bureau, HEAD } from '../support/bureau';

const pem = newSealKeyPem();

/** Publishes the year 2024 of U1 in a bureau with these settings. */
async function publishing(env: Record<string, string>) {
  const bureau = await Bureau.openWith(env, 'U1');
  for (const section of ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5']) {
    const markdown = `${section}：改进。`;
    const text = { commandId: randomUUID(), actor: HEAD, unit: 'U1', year: 2024, section, markdown };
    await bureau.ledger.execute(new WriteReportText(text));
  }
  const { commands, queries, projector, foundation } = bureau.ledger;
  const { write, database } = foundation;
  await projector.catchUp();
  const commandId = randomUUID();
  const publishes = () =>
    publishReport({ commands, queries, write }, { unit: 'U1', year: 2024, commandId, actor: HEAD });
  const ports = jobPorts({ commands, queries, projector, write });
  const verified = () => verifyLedger({ ...database, trusted: [sealKeyOf(pem)] });
  return { bureau, publishes, ports, verified, seals: () => listSeals(write) };
}

describe('a log with a seal key', () => {
  it('is sealed with every publication, once, and by the day when something came since', async () => {
    const { bureau, publishes, ports, verified, seals } = await publishing({ SEAL_KEY: pem });
    const { written } = await publishes();
    expect(await seals()).toMatchObject([{ seal: { number: 1, from: 1, to: written }, position: written + 1 }]);
    await bureau.ledger.projector.catchUp();
    expect(await publishes()).toMatchObject({ duplicate: true });
    expect(await seals()).toHaveLength(1);

    expect(await ports.seal('2026-01-05')).toEqual({ sealed: false, number: 1, to: written });
    await bureau.receives('U1', '2025-03-04');
    const second = { number: 2, to: (await bureau.ledger.foundation.store.head()).position };
    expect(await ports.seal('2026-01-06')).toEqual({ sealed: true, ...second });
    expect(await verified()).toMatchObject({ ok: true, seals: 2, sealedTo: second.to });
    await bureau.close();
  });
});

describe('a log without one', () => {
  it('is published, verified and worked on all the same', async () => {
    const { bureau, publishes, ports, verified, seals } = await publishing({});
    await publishes();
    expect(await ports.seal('2026-01-05')).toEqual({ sealed: false });
    expect(await seals()).toEqual([]);
    expect(await verified()).toMatchObject({ ok: true, seals: 0, sealedTo: 0 });
    await bureau.close();
  });
});
