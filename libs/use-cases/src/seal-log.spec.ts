import { randomUUID } from 'node:crypto';
import type { Actor } from '@app/disclosure';
import { inMemoryStore, type StoredEvent } from '@app/event-store';
import { LogBroken, newSealKeyPem, sealKeyOf, SEALS_STREAM, verifyLog } from '@app/evidence';
import { calendarsIn } from './calendar-in-log';
import { CommandIdReused } from './refused';
import { RegisterUnit, RegisterUnitHandler } from './register-unit';
import { listSeals, SealKeyMissing, SealLog, SealLogHandler } from './seal-log';
import type { WriteSide } from './write-side';

const admin: Actor = { id: 'admin', role: 'admin' };

function office({ key = true } = {}) {
  const store = inMemoryStore();
  const write: WriteSide = {
    store,
    calendars: calendarsIn(store),
    today: () => '2026-01-05',
    matchKey: (text) => text,
    sealing: { log: store, ...(key && { key: sealKeyOf(newSealKeyPem()) }) },
  };
  let units = 0;
  const registersUnit = (commandId: string = randomUUID()) =>
    new RegisterUnitHandler(write).execute(
      new RegisterUnit({ unit: `u${++units}`, name: '示例', commandId, actor: admin }),
    );
  const seals = (commandId: string = randomUUID(), atLeast?: number) =>
    new SealLogHandler(write).execute(new SealLog({ commandId, actor: admin, atLeast }));
  return { store, write, registersUnit, seals };
}

/** The log as a verifier finds it. */
async function verified({ store, write }: Pick<ReturnType<typeof office>, 'store' | 'write'>) {
  const events: StoredEvent[] = [];
  for await (const event of store.readStored()) events.push(event);
  const seals = events.filter(({ stream }) => stream === SEALS_STREAM);
  return verifyLog({ head: await store.head(), seals, events }, { trusted: [write.sealing!.key!] });
}

describe('sealing the log (D10)', () => {
  it('covers everything so far, goes on where the last seal ended, and verifies', async () => {
    const bureau = office();
    await bureau.registersUnit();
    await bureau.registersUnit();
    expect(await bureau.seals()).toMatchObject({
      sealed: true,
      duplicate: false,
      seal: { position: 3, seal: { number: 1, from: 1, to: 2 } },
    });
    await bureau.registersUnit();
    expect(await bureau.seals()).toMatchObject({ sealed: true, seal: { seal: { number: 2, from: 3, to: 4 } } });
    expect(await verified(bureau)).toMatchObject({ ok: true, events: 5, seals: 2, sealedTo: 4 });
  });

  it('writes nothing where nothing but seals came, or too little', async () => {
    const { registersUnit, seals, store } = office();
    expect(await seals()).toEqual({ sealed: false, duplicate: false });
    await registersUnit();
    expect(await seals(undefined, 2)).toEqual({ sealed: false, duplicate: false });
    const { seal } = await seals();
    expect(await seals()).toEqual({ sealed: false, duplicate: false, seal });
    await registersUnit();
    expect(await seals(undefined, 2)).toMatchObject({ sealed: false });
    expect((await store.head()).position).toBe(3);
  });

  it('told again answers the seal that it made, whatever came since', async () => {
    const { registersUnit, seals, store } = office();
    await registersUnit();
    const id = randomUUID();
    const first = await seals(id);
    await registersUnit();
    await seals();
    expect(await seals(id)).toEqual({ ...first, duplicate: true });
    expect((await store.head()).position).toBe(4);
  });

  it('by many at once makes seals without gap or overlap', async () => {
    const bureau = office();
    await bureau.registersUnit();
    const answers = await Promise.all(Array.from({ length: 6 }, () => bureau.seals()));
    expect(answers.filter(({ sealed }) => sealed)).toHaveLength(1);
    expect(await listSeals(bureau.write)).toHaveLength(1);
    expect(await verified(bureau)).toMatchObject({ ok: true, seals: 1 });
  });

  it('is refused without a key, and by a log that is not what was hashed', async () => {
    const without = office({ key: false });
    await without.registersUnit();
    await expect(without.seals()).rejects.toThrow(SealKeyMissing);

    const { registersUnit, seals, store, write } = office();
    await registersUnit();
    await registersUnit();
    write.sealing!.log = {
      head: () => store.head(),
      readStored: async function* (options) {
        for await (const event of store.readStored(options)) yield { ...event, effectiveOn: '2020-01-01' };
      },
    };
    await expect(seals()).rejects.toEqual(new LogBroken(1));
    expect((await store.head()).position).toBe(2);
  });

  it('under the id of another command is refused', async () => {
    const { registersUnit, seals } = office();
    const id = randomUUID();
    await registersUnit(id);
    await expect(seals(id)).rejects.toThrow(CommandIdReused);
  });
});
