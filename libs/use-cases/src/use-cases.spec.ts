import { randomUUID } from 'node:crypto';
import { type Actor, type CaseCommand, type CaseRecord } from '@app/disclosure';
import { inMemoryStore, type EventStore } from '@app/event-store';
import { ActOnCase, ActOnCaseHandler } from './act-on-case';
import { calendarsIn } from './calendar-in-log';
import { caseHistory, historyOf } from './case-history';
import { caseStream, unitStream } from './identity';
import type { Receipt } from './receipt';
import { RecordCase, RecordCaseHandler } from './record-case';
import { CommandIdReused, Refused, UnknownUnit } from './refused';
import { RegisterApplication, RegisterApplicationHandler } from './register-application';
import { RegisterUnit, RegisterUnitHandler } from './register-unit';
import { RecordProactiveFigures, RecordProactiveFiguresHandler } from './report-inputs';
import type { WriteSide } from './write-side';

const clerk: Actor = { id: 'clerk', role: 'handler' };
const admin: Actor = { id: 'admin', role: 'admin' };

function office(store: EventStore = inMemoryStore()) {
  const clock = { today: '2025-06-30' };
  const write: WriteSide = {
    store,
    calendars: calendarsIn(store),
    today: () => clock.today,
    matchKey: (text) => `key of ${text}`,
  };
  const registers = (caseNo?: string, commandId: string = randomUUID(), infoDescription = '事项'): Promise<Receipt> =>
    new RegisterApplicationHandler(write).execute(
      new RegisterApplication({
        commandId,
        actor: clerk,
        data: {
          unit: 'u1',
          caseNo,
          channel: 'in_person',
          arrivedOn: '2025-03-03',
          applicantKind: 'natural_person',
          applicantName: '某人',
          infoDescription,
        },
      }),
    );
  const does = (caseId: string, command: CaseCommand, commandId: string = randomUUID(), expectedRevision?: number) =>
    new ActOnCaseHandler(write).execute(new ActOnCase({ caseId, commandId, actor: clerk, command, expectedRevision }));
  return { write, store, clock, registers, does };
}

async function openOffice(store?: EventStore) {
  const it = office(store);
  await new RegisterUnitHandler(it.write).execute(
    new RegisterUnit({ unit: 'u1', name: '示例', commandId: randomUUID(), actor: admin }),
  );
  return it;
}

describe('a letter that goes out with an act', () => {
  const letter = { template: 'reasons_request', version: 1, textHash: 'a'.repeat(64) };
  const sending: CaseCommand = { name: 'RequestReasons', data: { sentOn: '2025-03-05', letter } };

  it('is shown to whoever renders it, with the case before the act and what it would record', async () => {
    const { write, registers, does } = await openOffice();
    const { caseId } = await registers('2025-1');
    const seen: unknown[] = [];
    write.checkLetter = ({ command, unit, history, planned, letter: kept }) => {
      seen.push([command, unit, history.length, planned.map(({ type }) => type), kept]);
      return Promise.resolve();
    };
    await does(caseId, sending);
    expect(seen).toEqual([['RequestReasons', 'u1', 1, ['ReasonsRequested'], letter]]);
  });

  it('and an act that is refused for its letter records nothing', async () => {
    const { write, store, registers, does } = await openOffice();
    const { caseId } = await registers('2025-1');
    write.checkLetter = () => Promise.reject(new Error('another text'));
    await expect(does(caseId, sending)).rejects.toThrow('another text');
    expect(await caseHistory(store, caseStream(caseId))).toHaveLength(1);
    // An act without a letter is not held up.
    await does(caseId, asking);
  });
});

const asking: CaseCommand = { name: 'RequestReasons', data: { sentOn: '2025-03-05' } };

describe('registering an application', () => {
  it('is refused for a unit nobody registered', async () => {
    await expect(office().registers('2025-1')).rejects.toThrow(UnknownUnit);
  });

  it('gives the next free number, each once, to 40 clerks at the same moment', async () => {
    const { registers } = await openOffice();
    const numbers = (await Promise.all(Array.from({ length: 40 }, () => registers()))).map(({ caseNo }) => caseNo);
    expect([...numbers].sort()).toEqual(Array.from({ length: 40 }, (_, i) => `2025-${String(i + 1).padStart(4, '0')}`));
  });

  it('refuses a number that is taken, by whoever entered it first', async () => {
    const { registers } = await openOffice();
    await registers('2025-7');
    await expect(registers('2025-7')).rejects.toMatchObject({ rejection: { code: 'E_CASE_EXISTS', field: 'caseNo' } });
  });

  it.each([undefined, '2025-9'])(
    'answers a repeated command with the same receipt and stores nothing (number %s)',
    async (no) => {
      const { registers, store } = await openOffice();
      const id = randomUUID();
      const first = await registers(no, id);
      const { position } = await store.head();
      expect(await registers(no, id)).toEqual({ ...first, duplicate: true });
      expect((await store.head()).position).toBe(position);
    },
  );

  it.each([undefined, '2025-9'])('refuses the same command id for another application (number %s)', async (no) => {
    const { registers } = await openOffice();
    const id = randomUUID();
    await registers(no, id);
    await expect(registers(no, id, '另一事项')).rejects.toThrow(CommandIdReused);
    await expect(registers('2025-10', id)).rejects.toThrow(CommandIdReused);
  });
});

describe('acting on a case', () => {
  it('is refused for a case that does not exist', async () => {
    const { does } = await openOffice();
    await expect(does(randomUUID(), asking)).rejects.toMatchObject({ rejection: { code: 'E_CASE_UNKNOWN' } });
  });

  it('answers a repeated command with its receipt although the case has moved on', async () => {
    const { registers, does } = await openOffice();
    const { caseId } = await registers();
    const id = randomUUID();
    const first = await does(caseId, asking, id);
    await does(caseId, { name: 'ReceiveReasons', data: { receivedOn: '2025-03-06', text: '理由' } });
    expect(await does(caseId, asking, id)).toEqual({ ...first, duplicate: true });
  });

  it('answers a retry that comes after midnight like any other', async () => {
    const { registers, does, clock } = await openOffice();
    const { caseId } = await registers();
    const id = randomUUID();
    const voids: CaseCommand = { name: 'VoidCase', data: { reason: 'test_entry', approvedBy: 'head' } };
    const first = await does(caseId, voids, id);
    clock.today = '2025-07-01';
    expect(await does(caseId, voids, id)).toEqual({ ...first, duplicate: true });
  });

  it('refuses a command id that was used for something else, on this case or another', async () => {
    const { registers, does } = await openOffice();
    const [one, other] = [await registers(), await registers()];
    const id = randomUUID();
    await does(one.caseId, asking, id);
    await expect(does(one.caseId, { name: 'RequestReasons', data: { sentOn: '2025-03-07' } }, id)).rejects.toThrow(
      CommandIdReused,
    );
    await expect(does(other.caseId, asking, id)).rejects.toThrow(CommandIdReused);
  });

  it('stores nothing when it is refused', async () => {
    const { registers, does, store } = await openOffice();
    const { caseId } = await registers();
    const { position } = await store.head();
    await expect(
      does(caseId, { name: 'DispatchReply', data: { dispatchedOn: '2025-03-05', mode: 'hand' } }),
    ).rejects.toThrow(Refused);
    expect((await store.head()).position).toBe(position);
  });

  it('is a conflict, not a retry, when the clerk looked at an older revision', async () => {
    const { registers, does } = await openOffice();
    const { caseId, revision } = await registers();
    await does(caseId, asking);
    await expect(
      does(
        caseId,
        { name: 'ReceiveReasons', data: { receivedOn: '2025-03-06', text: '理由' } },
        randomUUID(),
        revision,
      ),
    ).rejects.toMatchObject({ name: 'RevisionConflict', actual: revision + 1 });
  });

  it('is decided again on what another clerk wrote in between, never appended blindly (F8)', async () => {
    const { store, registers, does } = await openOffice();
    const { caseId } = await registers();
    // Both read the same history; the first to write wins, the second decides on the new one: reasons are asked once.
    const both = await Promise.allSettled([does(caseId, asking), does(caseId, asking)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { rejection: { code: 'E_STATE' } },
    });
    const asked = (await caseHistory(store, caseStream(caseId))).filter(({ type }) => type === 'ReasonsRequested');
    expect(asked).toHaveLength(1);
  });

  it('lets two clerks both act when the second act still stands after the first', async () => {
    const { registers, does } = await openOffice();
    const { caseId } = await registers();
    const consults = (consultId: string): CaseCommand => ({
      name: 'ConsultThirdParty',
      data: { consultId, thirdParty: `第三方${consultId}`, interest: '商业秘密', sentOn: '2025-03-05' },
    });
    const both = await Promise.all([does(caseId, consults('a')), does(caseId, consults('b'))]);
    expect(both.map(({ revision }) => revision).sort()).toEqual([1, 2]);
  });
});

describe('recording a case of an old ledger', () => {
  const record: CaseRecord = {
    unit: 'u1',
    caseNo: 'L-1',
    receivedOn: '2024-03-04',
    applicantKind: 'natural_person',
    concludedOn: '2024-03-20',
    resultCode: 'granted',
    reconsiderations: [],
    suits: [],
  };
  const origin = { fileSha256: 'a'.repeat(64), sheet: '台账', row: 3 };
  const records = (write: WriteSide, more: Partial<CaseRecord> = {}, dryRun = false) =>
    new RecordCaseHandler(write).execute(
      new RecordCase({ record: { ...record, ...more }, origin, actor: clerk, dryRun }),
    );

  it('writes it once, then nothing', async () => {
    const { write, store } = await openOffice();
    expect(await records(write)).toMatchObject({ outcome: 'accepted' });
    const { position } = await store.head();
    expect(await records(write)).toMatchObject({ outcome: 'unchanged', events: 0 });
    expect((await store.head()).position).toBe(position);
  });

  it('tells whoever lost the race for the same row that it was there already', async () => {
    const { write, store } = await openOffice();
    const both = await Promise.all([records(write), records(write)]);
    expect(both.map(({ outcome, events }) => [outcome, events > 0]).toSorted()).toEqual([
      ['accepted', true],
      ['unchanged', false],
    ]);
    const stored = await caseHistory(store, caseStream(both[0].caseId));
    expect(stored).toHaveLength(Math.max(...both.map(({ events }) => events)));
  });

  it('finds a case that was said to be new and is not, and writes only the difference', async () => {
    const { write } = await openOffice();
    await records(write, { concludedOn: undefined, resultCode: undefined });
    const again = (more: Partial<CaseRecord>) =>
      new RecordCaseHandler(write).execute(
        new RecordCase({ record: { ...record, ...more }, origin, actor: clerk, expectedNew: true }),
      );
    expect(await again({ concludedOn: undefined, resultCode: undefined })).toMatchObject({ outcome: 'unchanged' });
    expect(await again({})).toMatchObject({ outcome: 'accepted', events: 3 });
  });

  it('decides but writes nothing on a dry run', async () => {
    const { write, store } = await openOffice();
    const { position } = await store.head();
    expect((await records(write, {}, true)).events).toBeGreaterThan(0);
    expect((await store.head()).position).toBe(position);
  });

  it('asks about what the row leaves empty though it is recorded, and writes nothing (L-21)', async () => {
    const { write, store } = await openOffice();
    await records(write);
    const { position } = await store.head();
    const emptied = { ...record, concludedOn: undefined, resultCode: undefined };
    const columns = new Set(['concludedOn', 'resultCode', 'opinionOn'] as const);
    const again = new RecordCase({ record: emptied, origin, actor: clerk, columns });
    expect(await new RecordCaseHandler(write).execute(again)).toMatchObject({
      outcome: 'asked',
      events: 0,
      takenBack: ['concludedOn', 'resultCode'],
    });
    expect((await store.head()).position).toBe(position);
  });

  it('leaves no half of a case that is refused (L-22)', async () => {
    const { write, store } = await openOffice();
    const { position } = await store.head();
    await expect(records(write, { concludedOn: '2024-03-01' })).rejects.toMatchObject({
      rejection: { code: 'E_DATE_ORDER' },
    });
    expect((await store.head()).position).toBe(position);
  });

  it('says where every event came from, and does not pretend to have known it earlier (L-20)', async () => {
    const { write, store } = await openOffice();
    const { caseId } = await records(write);
    for (const event of await caseHistory(store, caseStream(caseId))) {
      expect(event.metadata.origin).toEqual(origin);
      expect(event.recordedAt > '2026').toBe(true);
    }
  });
});

describe('recording figures for a report', () => {
  const figures = (write: WriteSide, commandId: string, value: number, year = 2024) =>
    new RecordProactiveFiguresHandler(write).execute(
      new RecordProactiveFigures({
        commandId,
        actor: clerk,
        unit: 'u1',
        year,
        figures: { 't2.rules.issued': value },
        source: '示例来源',
        countedOn: '2025-01-10',
      }),
    );

  it('answers a repeated command with the same position and refuses the id for other figures or another year', async () => {
    const { write, store } = await openOffice();
    const id = randomUUID();
    const first = await figures(write, id, 3);
    expect(await figures(write, id, 3)).toEqual({ ...first, duplicate: true });
    await expect(figures(write, id, 4)).rejects.toThrow(CommandIdReused);
    await expect(figures(write, id, 3, 2025)).rejects.toThrow(CommandIdReused);
    expect((await store.head()).position).toBe(first.position);
  });
});

it('leaves a renamed government its power to make rules (A-11)', async () => {
  const { write, store } = office();
  const registers = (name: string, canMakeRules?: boolean) =>
    new RegisterUnitHandler(write).execute(
      new RegisterUnit({ unit: 'gov', name, canMakeRules, commandId: randomUUID(), actor: admin }),
    );
  await registers('示例市政府', true);
  await registers('示例市人民政府');
  const last = (await historyOf(store, unitStream('gov'))).at(-1)!;
  expect(last.data).toEqual({ unit: 'gov', name: '示例市人民政府', canMakeRules: true });
});

it('refuses figures counted tomorrow', async () => {
  const { write } = await openOffice();
  const command = {
    commandId: randomUUID(),
    actor: clerk,
    unit: 'u1',
    year: 2025,
    figures: { 't2.rules.issued': 1 },
    source: 's',
  };
  await expect(
    new RecordProactiveFiguresHandler(write).execute(
      new RecordProactiveFigures({ ...command, countedOn: '2025-07-01' }),
    ),
  ).rejects.toMatchObject({ rejection: { code: 'E_FUTURE', field: 'countedOn' } });
});

it('gives copies of one registration that arrive at the same moment one number and one receipt', async () => {
  const { registers } = await openOffice();
  const id = randomUUID();
  const receipts = await Promise.all([registers(undefined, id), registers(undefined, id), registers(undefined, id)]);
  expect(new Set(receipts.map(({ caseNo }) => caseNo)).size).toBe(1);
});

describe('recognising an applicant without telling who it is (R-52)', () => {
  const keysOf = async (store: EventStore, caseId: string) =>
    (await caseHistory(store, caseStream(caseId))).map(({ metadata }) => metadata.applicantKey);

  async function keyOf(data: object) {
    const it = await openOffice();
    const { caseId } = await new RegisterApplicationHandler(it.write).execute(
      new RegisterApplication({
        commandId: randomUUID(),
        actor: clerk,
        data: {
          unit: 'u1',
          channel: 'in_person',
          arrivedOn: '2025-03-03',
          applicantKind: 'natural_person',
          applicantName: '某人',
          infoDescription: '事项',
          ...data,
        },
      }),
    );
    return (await keysOf(it.store, caseId))[0];
  }

  it('goes by the number of the document however it is written, whatever name or contact stand beside it', async () => {
    const key = await keyOf({ applicantIdProof: '11010519491231002X' });
    expect(key).toBe('key of u1\u001fid\u001f11010519491231002X');
    expect(await keyOf({ applicantIdProof: '身份证 １１０１０５１９４９１２３１００２ｘ', contact: '1' })).toBe(key);
    expect(await keyOf({ applicantIdProof: '110105 19491231 002x', applicantName: '某 人' })).toBe(key);
    expect(await keyOf({ applicantIdProof: '110105194912310021' })).not.toBe(key);
  });

  it('goes by name and contact together without one, and by nothing with the name alone', async () => {
    const key = await keyOf({ contact: '138-0000-0000' });
    expect(key).toBe('key of u1\u001fname\u001f某人\u001f13800000000');
    expect(await keyOf({ contact: '138 0000 0000', applicantName: ' 某人 ' })).toBe(key);
    expect(await keyOf({ contact: '138-0000-0001' })).not.toBe(key);
    expect(await keyOf({})).toBeUndefined();
  });

  it('is told once, with the registration, and of imported cases as well', async () => {
    const { write, store } = await openOffice();
    const record: CaseRecord = {
      unit: 'u1',
      caseNo: 'L-1',
      receivedOn: '2024-03-04',
      applicantKind: 'natural_person',
      applicantName: '某人',
      applicantIdProof: 'E1234567',
      concludedOn: '2024-03-20',
      resultCode: 'granted',
      reconsiderations: [],
      suits: [],
    };
    const imports = (more: Partial<CaseRecord>) =>
      new RecordCaseHandler(write).execute(
        new RecordCase({
          record: { ...record, ...more },
          origin: { fileSha256: 'a'.repeat(64), sheet: '台账', row: 3 },
          actor: clerk,
        }),
      );
    const { caseId } = await imports({});
    const first = await keysOf(store, caseId);
    expect(first[0]).toBe('key of u1\u001fid\u001fE1234567');
    expect(first.slice(1).filter((key) => key !== undefined)).toEqual([]);
    await imports({ applicantIdProof: 'E7654321' });
    expect((await keysOf(store, caseId)).slice(first.length)).toEqual(['key of u1\u001fid\u001fE7654321']);
  });
});

describe('a fee per piece', () => {
  const fee = (units: number, amountYuan: number): CaseCommand => ({
    name: 'IssueFeeNotice',
    data: { sentOn: '2025-03-05', method: 'per_piece', units, amountYuan },
  });

  it('is held to the number of the piece that the register counted; a retry is not measured again', async () => {
    const { write, registers, does } = await openOffice();
    const { caseId } = await registers();
    let pieces = 11;
    write.pieceOrdinal = () => Promise.resolve(pieces);
    await expect(does(caseId, fee(12, 100))).rejects.toMatchObject({
      rejection: { code: 'E_FEE_AMOUNT', field: 'units', detail: { pieceOrdinal: 11, computedYuan: 100 } },
    });
    const id = randomUUID();
    const first = await does(caseId, fee(11, 100), id);
    pieces = 12;
    expect(await does(caseId, fee(11, 100), id)).toEqual({ ...first, duplicate: true });
  });
});
