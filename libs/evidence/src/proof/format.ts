import { hash } from 'node:crypto';
import type { CellId } from '@app/annual-report';
import type { StoredEvent } from '@app/event-store';
import type { SignedSeal } from '../seal-text';

export const PROOF_FORMAT = 'disclosure-ledger cell proof';
export const PROOF_VERSION = 1;

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

/** One case in the cell, or one proceeding, by the event that put it there. */
export interface ProofMember extends Included, Told {
  /** SHA-256(salt ‖ stream), hex: names the case to whoever is told salt and case. */
  id: string;
  /** 32 hex digits; absent where nothing is told of the event. */
  salt?: string;
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
  keys: { keyId: string; key: string }[];
  /** Those that the events lie under. */
  seals: ({ number: number } & SignedSeal)[];
  /** The event that froze the report with this number; null where none is published, or it is a sum of others. */
  report: (Included & Required<Pick<Told, 'header' | 'body'>>) | null;
  members: ProofMember[];
}

/** The name of a case in a proof. */
export const memberId = (salt: string, stream: string): string =>
  hash('sha256', Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(stream, 'utf8')]), 'hex');
