import { hash } from 'node:crypto';
import type { CellId } from '@app/annual-report';
import type { StoredEvent } from '@app/event-store';
import type { SignedSeal } from '../seal-text';

export const PROOF_FORMAT = 'disclosure-ledger cell proof';
/** 2: the claim is signed, and an opened body has to say what the cell says. */
export const PROOF_VERSION = 2;

/** An event under a seal: its place in the sealed range and the way from its leaf to the sealed root. */
export interface Included {
  position: number;
  /** Number of the seal. */
  seal: number;
  /** Hex; where header and body or its hash are there, they lead to the same. */
  leaf: string;
  /** Audit path, hex, from the leaf upwards (RFC 6962 §2.1.1). */
  path: string[];
}

/** What is told of an event besides its place: nothing, its header, or its header and its body. */
export interface Told {
  header?: Omit<StoredEvent, 'position' | 'body' | 'hash'>;
  /** SHA-256 of the body, hex; absent where the body is there. */
  bodyHash?: string;
  /** As it lies in the log, protected fields in their envelopes. */
  body?: string;
}

/** An event in full, under its seal. */
export type Shown = Included & Required<Pick<Told, 'header' | 'body'>>;

/** One case in the cell, or one proceeding, by the event that put it there. */
export interface ProofMember extends Included, Told {
  /** SHA-256(salt ‖ stream), hex: names the case to whoever is told salt and case. */
  id: string;
  /** 32 hex digits; absent where nothing is told of the event. */
  salt?: string;
  /** Of an opened event that says otherwise by itself: what moved it into the cell, by position. */
  moved?: Shown[];
}

/** Evidence for one number of a report (`docs/cell-proof.md`). */
export interface CellProof {
  format: typeof PROOF_FORMAT;
  version: number;
  /** Identity of the log. */
  store: string;
  unit: string;
  year: number;
  cell: CellId;
  /** As the form calls it. */
  label: string;
  value: number;
  /** Position of the log the cell was counted at. */
  position: number;
  /** What is claimed, and of which events, signed with a key of the seals. */
  claim: SignedSeal;
  keys: { keyId: string; key: string }[];
  /** Those that the events lie under. */
  seals: ({ number: number } & SignedSeal)[];
  /** The event that froze the report with this number; null where none is published, or it is a sum of others. */
  report: Shown | null;
  members: ProofMember[];
}

/** The name of a case in a proof. */
export const memberId = (salt: string, stream: string): string =>
  hash('sha256', Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(stream, 'utf8')]), 'hex');

/** The text that is signed: whose number it is, and the events it stands on, so that no proof passes for another's. */
export function claimText(proof: Omit<CellProof, 'claim' | 'keys' | 'seals' | 'label' | 'format' | 'version'>): string {
  const { store, unit, year, cell, value, position, report, members } = proof;
  const lines = members.map((member) => `${member.position} ${member.leaf} ${member.id}\n`).join('');
  return [
    `disclosure-ledger cell proof v${PROOF_VERSION}`,
    `store ${store}`,
    `unit ${unit}`,
    `year ${year}`,
    `cell ${cell}`,
    `value ${value}`,
    `position ${position}`,
    `report ${report?.leaf ?? 'none'}`,
    `members ${hash('sha256', lines, 'hex')}`,
    '',
  ].join('\n');
}
