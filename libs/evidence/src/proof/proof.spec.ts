import { hash } from 'node:crypto';
import { labelOf } from '@app/annual-report';
import { AuditedOffice, uuidOf } from '../../test/audited-office';
import { newSealKeyPem, sealKeyOf } from '../sign';
import { claimText, type CellProof } from './format';
import { OpenedContradicts } from './moved-by';
import { NotSealed, proveCell, type Showing } from './make-proof';
import { verifyProof } from './verify-proof';

const CELL = 't3.granted.natural_person';

describe('a proof for one cell', () => {
  let office: AuditedOffice;
  let closings: string[];
  let positions: Map<string, number>;

  beforeAll(async () => {
    office = await AuditedOffice.open('U1');
    closings = [];
    for (const caseNo of ['2024-0001', '2024-0002', '2024-0003']) {
      const stream = `case-${uuidOf(`U1 ${caseNo}`)}`;
      await office.tell(stream, 'U1', 'ApplicationRegistered', '2024-03-04', {
        unit: 'U1',
        caseNo,
        channel: 'in_person',
        arrivedOn: '2024-03-04',
        receivedOn: '2024-03-04',
        applicantKind: 'natural_person',
        applicantName: '示例申请人',
        applicantIdProof: null,
        contact: null,
        infoDescription: '示例事项',
        filledByOffice: false,
      });
      if (caseNo === '2024-0003') continue;
      const closed = { concludedOn: '2024-03-20', resultCode: 'granted', closingKind: 'replied' } as const;
      closings.push(await office.tell(stream, 'U1', 'CaseClosed', '2024-03-20', closed));
    }
    await office.seal();
    await office.freezes('U1', 2024);
    await office.seal();
    positions = new Map();
    for await (const { id, position } of office.store.raw.readStored()) positions.set(id, position);
  });

  const proven = async (show: Showing = 'header', changes: object = {}): Promise<CellProof> => {
    const frozen = [...positions.values()].at(-2)!;
    return proveCell(office.store.raw, {
      unit: 'U1',
      year: 2024,
      cell: CELL,
      label: labelOf(CELL),
      value: 2,
      position: frozen - 1,
      frozen,
      members: closings.map((id) => ({ position: positions.get(id)!, show })),
      saltOf: (text) => hash('sha256', `secret ${text}`, 'hex').slice(0, 32),
      key: office.key,
      ...changes,
    });
  };
  const judged = (proof: CellProof, trusted = [office.key]) => verifyProof(JSON.stringify(proof), { trusted });
  const kinds = (proof: CellProof) => judged(proof).faults.map(({ kind }) => kind);

  it.each([
    ['nothing', { hidden: 2, headers: 0, opened: 0, moved: 0 }],
    ['header', { hidden: 0, headers: 2, opened: 0, moved: 0 }],
    ['body', { hidden: 0, headers: 0, opened: 2, moved: 0 }],
  ] as const)('that tells %s of its events holds, and says how much it tells', async (show, members) => {
    const proof = await proven(show);
    expect(judged(proof)).toMatchObject({ ok: true, faults: [], members });
    expect(JSON.stringify(proof.members).includes('resultCode')).toBe(show === 'body');
  });

  it('that hides its cases can be opened later: a case has one id in all proofs of the cell', async () => {
    const ids = ({ members }: CellProof) => members.map(({ id }) => id);
    expect(ids(await proven('body'))).toEqual(ids(await proven('nothing')));
    const elsewhere = await proven('header', { cell: 't3.results_total.natural_person' });
    expect(ids(elsewhere)).not.toEqual(ids(await proven()));
  });

  it('is not made of what is under no seal', async () => {
    const unsealed = { position: [...positions.values()].at(-1)!, show: 'header' };
    await expect(proven('header', { members: [unsealed] })).rejects.toThrow(NotSealed);
  });

  it.each([
    ['row', { cell: 't3.denied_other_law.natural_person' }],
    ['year', { year: 2025 }],
    ['unit', { unit: 'U2' }],
  ])('of another %s than the opened events speak of is not made, and does not hold where it was', async (_, other) => {
    await expect(proven('body', { ...other, frozen: undefined })).rejects.toThrow(OpenedContradicts);
    const claimed = { ...(await proven('body')), ...other, report: null } as CellProof;
    const lied = { ...claimed, claim: office.key.sign(claimText(claimed)) };
    expect(kinds(lied)).toEqual(['MEMBER_CONTRADICTS', 'MEMBER_CONTRADICTS']);
  });

  const first = (change: object) => (proof: CellProof) => ({
    ...proof,
    members: proof.members.map((member, index) => (index === 0 ? { ...member, ...change } : member)),
  });
  it.each<[string, (proof: CellProof) => CellProof, string[]]>([
    ['a member less', (proof) => ({ ...proof, members: proof.members.slice(1) }), ['CLAIM_MISMATCH', 'COUNT_MISMATCH']],
    ['another number', (proof) => ({ ...proof, value: 3 }), ['CLAIM_MISMATCH', 'REPORT_MISMATCH', 'COUNT_MISMATCH']],
    [
      'a member twice',
      (proof) => ({ ...proof, members: [proof.members[0]!, proof.members[0]!] }),
      ['CLAIM_MISMATCH', 'MEMBER_REPEATED'],
    ],
    [
      'another kind of cell',
      (proof) => ({ ...proof, cell: 't3.new_received.natural_person', report: null }),
      ['CLAIM_MISMATCH', 'MEMBER_UNFIT', 'MEMBER_UNFIT'],
    ],
    ['another place', first({ position: 1 }), ['CLAIM_MISMATCH', 'NOT_INCLUDED']],
    ['another body', first({ bodyHash: 'ab'.repeat(32) }), ['NOT_INCLUDED']],
    ['another path', first({ path: [] }), ['NOT_INCLUDED']],
    ['another salt', first({ salt: 'ab'.repeat(16) }), ['MEMBER_ID']],
    ['another report', (proof) => ({ ...proof, year: 2023 }), ['CLAIM_MISMATCH', 'REPORT_MISMATCH']],
    [
      'a published number changed',
      (proof) => ({
        ...proof,
        value: 3,
        report: { ...proof.report!, body: proof.report!.body.replace(`"${CELL}":2`, `"${CELL}":3`) },
      }),
      ['CLAIM_MISMATCH', 'NOT_INCLUDED', 'COUNT_MISMATCH'],
    ],
    ['another log', (proof) => ({ ...proof, store: 'x' }), ['CLAIM_MISMATCH', 'SEAL_STORE', 'SEAL_STORE']],
    ['another version', (proof) => ({ ...proof, version: 1 }), ['NOT_A_PROOF']],
    ['a hash that is none', first({ leaf: 'x' }), ['NOT_A_PROOF']],
  ])('with %s does not hold', async (_, change, faults) => {
    expect(kinds(change(await proven()))).toEqual(faults);
  });

  it('of another key does not hold for who knows ours', async () => {
    const other = sealKeyOf(newSealKeyPem());
    const proof = await proven();
    const seals = proof.seals.map(({ number, text }) => ({ number, ...other.sign(text) }));
    const exchanged = {
      ...proof,
      claim: other.sign(proof.claim.text),
      seals,
      keys: [{ keyId: other.keyId, key: other.raw }],
    };
    expect(kinds(exchanged)).toEqual(['CLAIM_KEY', 'SEAL_KEY', 'SEAL_KEY']);
    expect(verifyProof(JSON.stringify(exchanged)).ok).toBe(true);
  });
});
