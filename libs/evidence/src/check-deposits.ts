import type { SealCheck } from './check-seals';
import type { Faults } from './fault';
import type { FaultKind } from './fault-kinds';
import type { RangeRoots } from './range-roots';
import type { Seal, SignedSeal } from './seal-text';
import { isSignedBy } from './sign';

/** A seal that was kept where the owner of the log cannot write. */
export interface DepositedSeal extends SignedSeal {
  seal: Seal;
  /** How it is called in the report, e.g. the name of its file. */
  name: string;
}

export interface EndOfLog {
  storeId: string;
  /** Last position that was met. */
  position: number;
}

/**
 * Holds a deposited seal against the log: the one measure that the log's owner could not have rewritten. What cannot
 * be ours is named and measured no further.
 */
export function checkDeposit(
  deposit: DepositedSeal,
  { seals, roots, end, faults }: { seals: SealCheck; roots: RangeRoots; end: EndOfLog; faults: Faults },
): void {
  const { seal, name } = deposit;
  const found = (kind: FaultKind, more: object = {}) =>
    faults.add({ kind, seal: seal.number, from: seal.from, to: seal.to, deposit: name, ...more });
  if (seal.storeId !== end.storeId) return found('DEPOSIT_STORE');
  const key = seals.isTrusted(deposit.keyId);
  if (!key) return found('DEPOSIT_KEY');
  if (!isSignedBy(deposit, key)) return found('DEPOSIT_SIGNATURE');

  const inLog = seals.byNumber.get(seal.number);
  if (!inLog) found('DEPOSIT_MISSING');
  else if (inLog.text !== deposit.text) found('DEPOSIT_DIFFERS');
  if (end.position < seal.to) {
    return found('DEPOSIT_BEYOND', { from: end.position + 1, to: seal.to, events: seal.to - end.position });
  }
  const range = roots.rootOf(seal);
  if (range?.root !== seal.root) found('DEPOSIT_ROOT');
  if (range && range.head !== seal.head) found('DEPOSIT_HEAD');
}
