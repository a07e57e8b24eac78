import { hash } from 'node:crypto';
import { isCellId } from '@app/annual-report';
import { leafOf } from '../bundle/check-bytes';
import { isIncluded } from '../merkle';
import { parseSealText, type Seal } from '../seal-text';
import { isSignedBy, keyIdOf, type SealPublicKey } from '../sign';
import type { FaultMeaning } from '../fault-kinds';
import { bodyIn, contradicts, type Opened } from './contradiction';
import { typesOf } from './fitting';
import { claimText, memberId, type CellProof, type Included, type ProofMember, type Shown, type Told } from './format';
import { readProof } from './read-proof';

export type ProofFaultKind =
  | 'NOT_A_PROOF'
  | 'SEAL_UNREADABLE'
  | 'SEAL_STORE'
  | 'SEAL_NUMBER'
  | 'SEAL_KEY'
  | 'SEAL_SIGNATURE'
  | 'CLAIM_MISMATCH'
  | 'CLAIM_KEY'
  | 'CLAIM_SIGNATURE'
  | 'NOT_INCLUDED'
  | 'MEMBER_REPEATED'
  | 'MEMBER_UNFIT'
  | 'MEMBER_ID'
  | 'MEMBER_CONTRADICTS'
  | 'COUNT_MISMATCH'
  | 'REPORT_MISMATCH';

export const PROOF_FAULT_KINDS: Record<ProofFaultKind, FaultMeaning> = {
  NOT_A_PROOF: { zh: '不是本版本的单元格证明', en: 'not a proof of this version', means: 'Another or a damaged file.' },
  SEAL_UNREADABLE: { zh: '封签无法读取', en: 'the seal cannot be read', means: 'Its text was changed.' },
  SEAL_STORE: { zh: '封签属于另一日志', en: 'the seal is of another log', means: 'It was brought in from elsewhere.' },
  SEAL_NUMBER: {
    zh: '封签编号与其文本不符',
    en: 'the number is not that of the seal’s text',
    means: 'It was changed.',
  },
  SEAL_KEY: { zh: '封签密钥不可信', en: 'the seal’s key is not a trusted one', means: 'Somebody else sealed.' },
  SEAL_SIGNATURE: { zh: '封签签名无效', en: 'the signature does not hold', means: 'The seal was changed.' },
  CLAIM_MISMATCH: {
    zh: '所签声明与文件内容不符',
    en: 'the signed claim is not what the file says',
    means: 'Unit, year, cell, number or members were changed after signing, or it is another proof’s claim.',
  },
  CLAIM_KEY: { zh: '声明的密钥不可信', en: 'the claim’s key is not a trusted one', means: 'Somebody else claims it.' },
  CLAIM_SIGNATURE: { zh: '声明签名无效', en: 'the claim’s signature does not hold', means: 'The claim was changed.' },
  NOT_INCLUDED: {
    zh: '事件不在封签范围内',
    en: 'the event is not under the seal',
    means: 'Header, body, place or path were changed, or it was never recorded.',
  },
  MEMBER_REPEATED: { zh: '同一案件或事件重复', en: 'a case or event is there twice', means: 'The number is too high.' },
  MEMBER_UNFIT: {
    zh: '事件不能归入此单元格',
    en: 'no event of that kind leads to the cell',
    means: 'It does not count.',
  },
  MEMBER_ID: {
    zh: '案件标识与流不符',
    en: 'the id is not that of the stream',
    means: 'Id, salt or header were changed.',
  },
  MEMBER_CONTRADICTS: {
    zh: '已公开的内容与此单元格不符',
    en: 'the opened event says that it is not of this cell',
    means: 'Another unit, year, row or column: it does not count here, or what moved it is not shown.',
  },
  COUNT_MISMATCH: { zh: '件数与数值不符', en: 'the members are not as many as the number', means: 'Some are missing.' },
  REPORT_MISMATCH: {
    zh: '与已公布的年报不符',
    en: 'the published report does not say so',
    means: 'Another number was published, or it is another report.',
  },
};

export interface ProofFault {
  kind: ProofFaultKind;
  stream?: string;
  revision?: number;
  position?: number;
  seal?: number;
}

export interface ProofReport {
  ok: boolean;
  proof?: CellProof;
  /** How the members stand: nothing told, header, body; of those opened, how many were moved into the cell by others shown. */
  members: { hidden: number; headers: number; opened: number; moved: number };
  keys: { keyId: string; trusted: boolean }[];
  faults: ProofFault[];
}

const NOTHING = { hidden: 0, headers: 0, opened: 0, moved: 0 };

/** Checks the proof of a cell with nothing but its text (`docs/cell-proof.md`). */
export function verifyProof(text: string, { trusted }: { trusted?: readonly SealPublicKey[] } = {}): ProofReport {
  const proof = readProof(text);
  if (!proof || !isCellId(proof.cell) || typesOf(proof.cell).length === 0) {
    return { ok: false, members: NOTHING, keys: [], faults: [{ kind: 'NOT_A_PROOF' }] };
  }
  const faults: ProofFault[] = [];
  const keys = trusted ?? proof.keys.filter(isItsOwn).map(({ keyId, key }) => ({ keyId, raw: key }));
  claimOf(proof, keys, faults);
  const seals = sealsIn(proof, keys, faults);
  const members = membersOf(proof, seals, faults);
  reportOf(proof, seals, faults);
  if (proof.members.length !== proof.value) faults.push({ kind: 'COUNT_MISMATCH' });
  return {
    ok: faults.length === 0,
    proof,
    members,
    keys: keys.map(({ keyId }) => ({ keyId, trusted: trusted !== undefined })),
    faults,
  };
}

const isItsOwn = ({ keyId, key }: CellProof['keys'][number]): boolean =>
  /^[A-Za-z0-9+/]{43}=$/.test(key) && keyIdOf(Buffer.from(key, 'base64')) === keyId;

function claimOf(proof: CellProof, keys: readonly SealPublicKey[], faults: ProofFault[]): void {
  const { claim } = proof;
  const key = keys.find(({ keyId }) => keyId === claim.keyId);
  if (claim.text !== claimText(proof)) faults.push({ kind: 'CLAIM_MISMATCH' });
  if (!key) faults.push({ kind: 'CLAIM_KEY' });
  else if (!isSignedBy(claim, key)) faults.push({ kind: 'CLAIM_SIGNATURE' });
}

function sealsIn(proof: CellProof, keys: readonly SealPublicKey[], faults: ProofFault[]): Map<number, Seal> {
  const seals = new Map<number, Seal>();
  for (const signed of proof.seals) {
    const found = (kind: ProofFaultKind) => faults.push({ kind, seal: signed.number });
    let seal: Seal;
    try {
      seal = parseSealText(signed.text);
    } catch {
      found('SEAL_UNREADABLE');
      continue;
    }
    const key = keys.find(({ keyId }) => keyId === signed.keyId);
    if (seal.storeId !== proof.store) found('SEAL_STORE');
    if (seal.number !== signed.number) found('SEAL_NUMBER');
    if (!key) found('SEAL_KEY');
    else if (!isSignedBy(signed, key)) found('SEAL_SIGNATURE');
    seals.set(seal.number, seal);
  }
  return seals;
}

const placeOf = ({ position, header }: Included & Told) => ({
  position,
  ...(header && { stream: header.stream, revision: header.revision }),
});

/** Whether what is told of an event leads to its leaf, and the leaf to the root of its seal. */
function isUnder(shown: Included & Told, seals: ReadonlyMap<number, Seal>): boolean {
  const seal = seals.get(shown.seal);
  if (!seal || shown.position < seal.from || shown.position > seal.to) return false;
  const { header, body, bodyHash, position } = shown;
  if (header) {
    const ofBody = body === undefined ? bodyHash! : hash('sha256', body, 'hex');
    if (leafOf({ position, ...header }, ofBody).toString('hex') !== shown.leaf) return false;
  }
  return isIncluded(
    {
      leaf: Buffer.from(shown.leaf, 'hex'),
      index: position - seal.from,
      size: seal.to - seal.from + 1,
      proof: shown.path.map((node) => Buffer.from(node, 'hex')),
    },
    Buffer.from(seal.root, 'hex'),
  );
}

function membersOf(proof: CellProof, seals: ReadonlyMap<number, Seal>, faults: ProofFault[]): ProofReport['members'] {
  const types: readonly string[] = typesOf(proof.cell);
  const [seenPositions, seenStreams] = [new Set<number>(), new Set<string>()];
  const counts = { ...NOTHING };
  for (const member of proof.members) {
    const found = (kind: ProofFaultKind) => faults.push({ kind, ...placeOf(member) });
    const { header, position } = member;
    if (!isUnder(member, seals)) found('NOT_INCLUDED');
    // Two proceedings of one case may both be in a cell of table 4.
    const again = proof.cell.startsWith('t3.') && header !== undefined && seenStreams.has(header.stream);
    if (seenPositions.has(position) || again) found('MEMBER_REPEATED');
    if (position > proof.position || (header && !types.includes(header.type))) found('MEMBER_UNFIT');
    if (header && memberId(member.salt ?? '', header.stream) !== member.id) found('MEMBER_ID');
    seenPositions.add(position);
    if (header) seenStreams.add(header.stream);
    counts[levelOf(member)]++;
    for (const each of member.moved ?? []) {
      if (!isUnder(each, seals) || each.position > proof.position)
        faults.push({ kind: 'NOT_INCLUDED', ...placeOf(each) });
    }
    if (isOpened(member)) {
      if (contradicts(proof, member, inOrder(member.moved ?? []))) found('MEMBER_CONTRADICTS');
      if (member.moved) counts.moved++;
    }
  }
  return counts;
}

const inOrder = (moved: readonly Shown[]): Shown[] => moved.toSorted((a, b) => a.position - b.position);

const isOpened = (member: ProofMember): member is ProofMember & Opened =>
  member.header !== undefined && member.body !== undefined;

const levelOf = (member: ProofMember): 'hidden' | 'headers' | 'opened' =>
  isOpened(member) ? 'opened' : member.header ? 'headers' : 'hidden';

function reportOf(proof: CellProof, seals: ReadonlyMap<number, Seal>, faults: ProofFault[]): void {
  const { report, unit, year, cell, value, position } = proof;
  if (!report) return;
  if (!isUnder(report, seals)) faults.push({ kind: 'NOT_INCLUDED', ...placeOf(report) });
  const { data } = bodyIn(report.body);
  const cells = data['cells'] as Record<string, number> | undefined;
  const says =
    (report.header.type === 'ReportFrozen' || report.header.type === 'ReportRevised') &&
    data['unitId'] === unit &&
    data['reportYear'] === year &&
    (data['position'] ?? report.position - 1) === position &&
    cells?.[cell] === value;
  if (!says) faults.push({ kind: 'REPORT_MISMATCH', ...placeOf(report) });
}
