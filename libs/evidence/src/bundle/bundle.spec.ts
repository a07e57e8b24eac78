import { createDecipheriv } from 'node:crypto';
import { AuditedOffice, sourceOf, uuidOf } from '../../test/audited-office';
import { eventfulYears } from '../../test/eventful-years';
import { NO_PREVIOUS_SEAL, sealDigest } from '../seal-text';
import { newSealKeyPem, sealKeyOf } from '../sign';
import { NothingSealed, UnitNotSealed } from './write-bundle';
import { verifyBundle } from './verify-bundle';

const kindsIn = async (lines: string[], options = {}) =>
  (await verifyBundle(sourceOf(lines.join('')), options)).faults.map(({ kind }) => kind);

const registration = (unit: string, caseNo: string, receivedOn: string) => ({
  unit,
  caseNo,
  channel: 'in_person' as const,
  arrivedOn: receivedOn,
  receivedOn,
  applicantKind: 'natural_person' as const,
  applicantName: '示例申请人',
  applicantIdProof: null,
  contact: null,
  infoDescription: '示例事项',
  filledByOffice: false,
});

async function smallOffice(): Promise<AuditedOffice> {
  const office = await AuditedOffice.open('U1', 'U2');
  for (const unit of ['U1', 'U2']) {
    const stream = `case-${uuidOf(`${unit} 2024-0001`)}`;
    const data = registration(unit, '2024-0001', '2024-03-04');
    await office.tell(stream, unit, 'ApplicationRegistered', '2024-03-04', data);
    const closed = { concludedOn: '2024-03-20', resultCode: 'granted', closingKind: 'replied' } as const;
    await office.tell(stream, unit, 'CaseClosed', '2024-03-20', closed);
  }
  return office;
}

describe('an audit bundle', () => {
  let office: AuditedOffice;
  beforeAll(async () => {
    office = await eventfulYears(1);
  });

  it('of one unit has no fault, and every report of the unit counts to what was published', async () => {
    const { lines, written } = await office.bundle({ unit: 'U1', year: 2024 });
    const report = await verifyBundle(sourceOf(lines.join('')), {
      trusted: [office.key],
      deposited: [await office.deposit()],
    });
    expect(report.faults).toEqual([]);
    expect(report.events).toBe(written.positions);
    expect(written.headers).toBeGreaterThan(20);
    expect(report.reports.length).toBeGreaterThan(2);
    expect(report.cells!['t3.new_received.total']).toBeGreaterThan(0);
  });

  it('of everything has every event in full', async () => {
    const { lines, written } = await office.bundle({ unit: null, year: null, everything: true });
    expect(written.headers).toBe(0);
    expect(await kindsIn(lines)).toEqual([]);
  });

  it('agrees with itself without a key from elsewhere, and says that it was not one', async () => {
    const { lines } = await office.bundle({ unit: 'U2', year: 2023 });
    const report = await verifyBundle(sourceOf(lines.join('')));
    expect(report).toMatchObject({ ok: true, keys: [{ keyId: office.key.keyId, trusted: false }] });
    const other = sealKeyOf(newSealKeyPem());
    expect(new Set(await kindsIn(lines, { trusted: [other] }))).toEqual(new Set(['OTHER_KEY', 'SEAL_KEY']));
  });

  it('tells of a published number that does not follow from the events, though everything is sealed', async () => {
    const lying = await smallOffice();
    await lying.freezes('U1', 2024, { lies: { 't3.granted.natural_person': 7 } });
    await lying.seal();
    const { lines } = await lying.bundle({ unit: 'U1', year: 2024 });
    const report = await verifyBundle(sourceOf(lines.join('')), { trusted: [lying.key] });
    expect(report.faults).toEqual([
      {
        kind: 'CELL_MISMATCH',
        stream: 'report-U1-2024',
        revision: 0,
        position: 7,
        cell: 't3.granted.natural_person',
        published: 7,
        counted: 1,
      },
    ]);
    expect(report.reports).toMatchObject([{ unit: 'U1', year: 2024, cells: 200, differing: 1 }]);
  });

  it('ends where the last seal does, and says how much came after', async () => {
    const small = await smallOffice();
    await expect(small.bundle({ unit: 'U1', year: 2024 })).rejects.toThrow(NothingSealed);
    await small.seal();
    const deposit = await small.deposit();
    await small.registers('U3');
    const { lines, written } = await small.bundle({ unit: 'U1', year: 2024 });
    expect(written).toMatchObject({ positions: 6, events: 5, headers: 1, unsealed: 2 });
    await expect(small.bundle({ unit: 'U3', year: 2024 })).rejects.toThrow(UnitNotSealed);
    await small.seal();
    // An older bundle is whole in itself; only who has a newer seal sees that it is old.
    expect(await kindsIn(lines, { deposited: [deposit] })).toEqual([]);
    expect(await kindsIn(lines, { deposited: [await small.deposit()] })).toEqual(['DEPOSIT_MISSING']);
  });

  it('holds names as ciphertext; with its key a name can be read', async () => {
    const small = await smallOffice();
    await small.seal();
    const streams: string[] = [];
    const { lines } = await small.bundle({
      unit: 'U1',
      year: 2024,
      opened: {
        by: 'auditor-1',
        role: 'auditor',
        at: '2026-01-05T01:00:00.000Z',
        note: '审计',
        record: (cases) => Promise.resolve(expect(cases).toBe(1)),
        keysOf: async (asked) => {
          streams.push(...asked);
          const keys = await small.store.openDataKeys(asked);
          return keys.map(({ bytes, ...key }) => ({ ...key, key: bytes.toString('base64') }));
        },
      },
    });
    expect(streams).toEqual([`case-${uuidOf('U1 2024-0001')}`]);
    const report = await verifyBundle(sourceOf(lines.join('')));
    expect(report).toMatchObject({ ok: true, opened: { by: 'auditor-1', note: '审计' } });
    expect(lines.join('')).not.toContain('示例申请人');

    // As docs/log-format.md tells it, with nothing of ours.
    const records = lines.map((line) => JSON.parse(line) as Record<string, string>);
    const { key, subject } = records.find(({ kind }) => kind === 'key') as { key: string; subject: string };
    const event = records.find(({ stream, kind }) => kind === 'event' && stream === streams[0])!;
    const { nonce, text } = (JSON.parse(event['body']!) as { data: { applicantName: Record<string, string> } }).data
      .applicantName as { nonce: string; text: string };
    const sealed = Buffer.from(text, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), Buffer.from(nonce, 'base64'));
    const place = [records[0]!['store'], streams[0], subject, 'applicantName', event['id']];
    decipher.setAAD(Buffer.from(JSON.stringify(place)));
    decipher.setAuthTag(sealed.subarray(-16));
    const opened = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    expect(JSON.parse(opened.toString())).toBe('示例申请人');
  });

  it('cannot keep back a case of the unit: its own registration tells whose it is', async () => {
    const small = await smallOffice();
    await small.seal();
    // A bundle of U2, said to be one of U1: U1's closing is there by its header only.
    const { lines } = await small.bundle({ unit: 'U2', year: 2024 });
    const renamed = [lines[0]!.replace('"unit":"U2"', '"unit":"U1"'), ...lines.slice(1)];
    const { faults } = await verifyBundle(sourceOf(renamed.join('')));
    expect(faults).toEqual([
      { kind: 'EVENT_LEFT_OUT', stream: `case-${uuidOf('U1 2024-0001')}`, revision: 1, position: 4 },
    ]);
  });

  it('names a seal that whoever has the key made anew: its event is under a later one', async () => {
    const small = await smallOffice();
    await small.seal();
    await small.registers('U3');
    await small.seal();
    const { lines } = await small.bundle({ unit: 'U1', year: 2024 });
    let previous = NO_PREVIOUS_SEAL;
    const anew = lines.map((line) => {
      const record = JSON.parse(line) as { kind: string; number: number; text: string };
      if (record.kind !== 'seal') return line;
      const text = record.text.replace('sealed 2026', 'sealed 2027').replace(/previous .*/, `previous ${previous}`);
      previous = sealDigest(text);
      return `${JSON.stringify({ kind: 'seal', number: record.number, ...small.key.sign(text) })}\n`;
    });
    const { faults } = await verifyBundle(sourceOf(anew.join('')), { trusted: [small.key] });
    // The second seal's own event lies after the end of the bundle.
    expect(faults).toEqual([{ kind: 'SEAL_CHANGED', stream: 'seals', revision: 0, position: 7 }]);
  });

  it('names an entry that an office sealed and no version can read', async () => {
    const small = await smallOffice();
    const stream = `case-${uuidOf('U1 2024-0001')}`;
    await small.store.raw.append({
      stream,
      expectedRevision: 1,
      commandId: uuidOf('odd'),
      events: [
        {
          id: uuidOf('odd event'),
          type: 'CaseVoided',
          schemaVersion: 9,
          effectiveOn: '2024-03-20',
          actor: { id: 'clerk-1', role: 'handler' },
          data: { reason: 'test_entry' },
          metadata: { unit: 'U1' },
        },
      ],
    });
    await small.seal();
    const { lines } = await small.bundle({ unit: 'U1', year: 2024 });
    expect((await verifyBundle(sourceOf(lines.join('')))).faults).toEqual([
      { kind: 'BODY_UNREADABLE', stream, revision: 2, position: 7 },
    ]);
  });
});
