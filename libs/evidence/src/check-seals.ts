import type { StoredEvent } from '@app/event-store';
import type { Faults } from './fault';
import type { FaultKind } from './fault-kinds';
import type { RangeRoots } from './range-roots';
import { NO_PREVIOUS_SEAL, sealDigest } from './seal-text';
import { type SealInLog, SEAL_EVENT, sealIn, SEALS_STREAM } from './sealed-event';
import { isSignedBy, type SealPublicKey, sealPublicKeyOf } from './sign';

/**
 * The seals of a log as they pass. With keys known from outside, only those count; without, the key that the first
 * seal brings along is believed, and every other is not.
 */
export class SealCheck {
  /** Seals of the log by their number; what a deposit is compared with. */
  readonly byNumber = new Map<number, SealInLog>();
  /** Keys of which seals were met. */
  readonly keys = new Map<string, { keyId: string; trusted: boolean; seals: number }>();
  private trusted: readonly SealPublicKey[];
  /** `unread`: it was no seal, so that neither its range nor its text is known. */
  private last: { number: number; to: number; text?: string; unread?: boolean } = { number: 0, to: 0 };

  constructor(
    private readonly storeId: string,
    private readonly roots: RangeRoots,
    private readonly faults: Faults,
    trusted: readonly SealPublicKey[],
  ) {
    this.trusted = trusted;
  }

  /** Last position that a seal covers. */
  get sealedTo(): number {
    return this.last.to;
  }

  isTrusted(keyId: string): SealPublicKey | undefined {
    return this.trusted.find((key) => key.keyId === keyId);
  }

  /** The next event in log order, seal or not. */
  event(event: StoredEvent): void {
    const [inStream, isSeal] = [event.stream === SEALS_STREAM, event.type === SEAL_EVENT];
    if (!inStream && !isSeal) return;
    const found = (kind: FaultKind, more: object = {}) =>
      this.faults.add({ kind, stream: event.stream, revision: event.revision, position: event.position, ...more });
    if (inStream !== isSeal) return found('SEAL_MISPLACED');
    const sealed = sealIn(event);
    if (!sealed) {
      this.last = { number: event.revision + 1, to: this.last.to, unread: true };
      return found('SEAL_UNREADABLE', { seal: event.revision + 1 });
    }
    this.seal(event, sealed, (kind) => {
      const { number, from, to } = sealed.seal;
      found(kind, { seal: number, from, to });
    });
  }

  private seal(event: StoredEvent, sealed: SealInLog, found: (kind: FaultKind) => void): void {
    const { text, seal } = sealed;
    if (seal.storeId !== this.storeId) found('SEAL_STORE');
    if (seal.number !== this.last.number + 1 || seal.number !== event.revision + 1) found('SEAL_NUMBER');
    // After one that could not be read, it is measured by what it says itself.
    const { to, text: before, unread = false } = this.last;
    if ((!unread && seal.from !== to + 1) || seal.to >= event.position) found('SEAL_RANGE');
    const previous = before === undefined ? NO_PREVIOUS_SEAL : sealDigest(before);
    if (!unread && seal.previous !== previous) found('SEAL_PREVIOUS');
    const range = this.roots.rootOf(seal);
    if (range?.root !== seal.root) found('SEAL_ROOT');
    if (range && range.head !== seal.head) found('SEAL_HEAD');
    this.signature(sealed, found);
    this.byNumber.set(seal.number, sealed);
    this.last = { number: seal.number, to: Math.max(seal.to, to), text };
  }

  private signature(sealed: SealInLog, found: (kind: FaultKind) => void): void {
    const own = publicKeyIn(sealed);
    if (this.trusted.length === 0 && own) this.trusted = [own];
    const trusted = this.isTrusted(sealed.keyId);
    const key = trusted ?? own;
    if (!trusted) found('SEAL_KEY');
    if (!key || !isSignedBy(sealed, key)) found('SEAL_SIGNATURE');
    const met = this.keys.get(sealed.keyId) ?? { keyId: sealed.keyId, trusted: trusted !== undefined, seals: 0 };
    this.keys.set(sealed.keyId, { ...met, seals: met.seals + 1 });
  }
}

function publicKeyIn({ publicKey }: SealInLog): SealPublicKey | undefined {
  try {
    return sealPublicKeyOf(publicKey);
  } catch {
    return undefined;
  }
}
