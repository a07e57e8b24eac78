import type { CellProof, ProofMember, SealKey } from '@app/evidence';
import { claimText, type ProofFaultKind } from '@app/evidence';

export interface ProofAttack {
  what: string;
  /** At least one of these is named. */
  by: readonly ProofFaultKind[];
  /** The proof as it is afterwards; nothing where this one has nothing of the kind. */
  does: (proof: CellProof, others: readonly CellProof[], office: SealKey) => CellProof | undefined;
}

/** The claim signed again by the office's own key: the office itself lies. */
const claimed = (proof: CellProof, key: SealKey): CellProof => ({ ...proof, claim: key.sign(claimText(proof)) });

const member = (proof: CellProof, change: (member: ProofMember) => ProofMember | undefined): CellProof | undefined => {
  const at = proof.members.findIndex((each) => change(each) !== undefined);
  if (at < 0) return undefined;
  return { ...proof, members: proof.members.map((each, index) => (index === at ? change(each)! : each)) };
};

/** Another result of the same table, for a cell that counts one. */
const otherResult = ({ cell }: CellProof): CellProof['cell'] =>
  cell.replace(/^t3[.](granted|new_received|results_total)/, 't3.denied_other_law') as CellProof['cell'];

/** What somebody does with a proof, with the office's key or without. */
export const PROOF_ATTACKS: readonly ProofAttack[] = [
  {
    what: 'said to be of another unit',
    by: ['CLAIM_MISMATCH'],
    does: (proof) => ({ ...proof, unit: 'U2', report: null }),
  },
  {
    what: 'said to be of another year',
    by: ['CLAIM_MISMATCH'],
    does: (proof) => ({ ...proof, year: proof.year + 1, report: null }),
  },
  {
    what: 'given the claim of another proof',
    by: ['CLAIM_MISMATCH'],
    does: (proof, others) => ({ ...proof, claim: others.find(({ claim }) => claim.text !== proof.claim.text)!.claim }),
  },
  {
    what: 'opened events of another unit, claimed by the office itself',
    by: ['MEMBER_CONTRADICTS'],
    does: (proof, _, key) =>
      proof.members.some(({ body }) => body) ? claimed({ ...proof, unit: 'U2', report: null }, key) : undefined,
  },
  {
    what: 'opened events of another year, claimed by the office itself',
    by: ['MEMBER_CONTRADICTS'],
    does: (proof, _, key) =>
      proof.members.some(({ body }) => body)
        ? claimed({ ...proof, year: proof.year + 1, report: null }, key)
        : undefined,
  },
  {
    what: 'opened events of another result, claimed by the office itself',
    by: ['MEMBER_CONTRADICTS', 'MEMBER_UNFIT'],
    does: (proof, _, key) =>
      proof.members.some(({ body }) => body)
        ? claimed({ ...proof, cell: otherResult(proof), report: null }, key)
        : undefined,
  },
  {
    what: 'opened, without the events that moved the case',
    by: ['MEMBER_CONTRADICTS'],
    does: (proof) => member(proof, ({ moved, ...each }) => (moved && each.body !== undefined ? each : undefined)),
  },
  {
    what: 'opened, with another event in place of the one that moved the case',
    by: ['MEMBER_CONTRADICTS'],
    does: (proof, others) => {
      const strange = others.flatMap(({ members }) => members).find(({ body, moved }) => body && !moved);
      return member(proof, (each) => (each.moved ? { ...each, moved: [strange as Required<ProofMember>] } : undefined));
    },
  },
  {
    what: 'opened, the event that moved the case edited',
    by: ['NOT_INCLUDED'],
    does: (proof) =>
      member(proof, (each) =>
        each.moved
          ? { ...each, moved: each.moved.map((one) => ({ ...one, body: one.body.replace('"', ' "') })) }
          : undefined,
      ),
  },
  {
    what: 'the members of another proof',
    by: ['CLAIM_MISMATCH'],
    does: (proof, others) => {
      const other = others.find(({ members }) => members[0]!.leaf !== proof.members[0]!.leaf);
      return other && { ...proof, members: other.members };
    },
  },
];
