import { hash } from 'node:crypto';

/** Root of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). No seal has it. */
export const EMPTY_ROOT = hash('sha256', '', 'buffer');

/** SHA-256(0x01 ‖ left ‖ right), 32 bytes in and out. A leaf's hash is the event's own (`docs/log-format.md`). */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  const source = Buffer.allocUnsafe(65);
  source[0] = 0x01;
  left.copy(source, 1);
  right.copy(source, 33);
  return hash('sha256', source, 'buffer');
}

/**
 * Root of a tree that grows leaf by leaf (RFC 6962 §2.1, split at the largest power of two below n). It keeps one
 * root for each full subtree, so a range of n events needs memory for log2(n) hashes.
 */
export class GrowingRoot {
  /** Roots of the full subtrees from left to right; the bits of `size` say how large each is. */
  private readonly subtrees: Buffer[] = [];
  private leaves = 0;

  get size(): number {
    return this.leaves;
  }

  add(leaf: Buffer): void {
    let subtree = leaf;
    for (let rest = this.leaves; rest % 2 === 1; rest = (rest - 1) / 2) {
      subtree = nodeHash(this.subtrees.pop()!, subtree);
    }
    this.subtrees.push(subtree);
    this.leaves++;
  }

  /** The root over all leaves so far; more leaves can follow. */
  root(): Buffer {
    return (
      this.subtrees.reduceRight<Buffer | undefined>(
        (right, left) => (right ? nodeHash(left, right) : left),
        undefined,
      ) ?? EMPTY_ROOT
    );
  }
}

/** Root over leaf hashes in order. */
export function merkleRoot(leaves: Iterable<Buffer>): Buffer {
  const tree = new GrowingRoot();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** Largest power of two below n, for n of at least 2. */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

/**
 * Audit path of a leaf (RFC 6962 §2.1.1): the roots to join it with, from the leaf upwards.
 * @param index from 0
 * @throws RangeError when there is no such leaf
 */
export function inclusionProof(leaves: readonly Buffer[], index: number): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index}`);
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionProof(left, index), merkleRoot(right)]
    : [...inclusionProof(right, index - split), merkleRoot(left)];
}

export interface Inclusion {
  leaf: Buffer;
  /** Place of the leaf within the range, from 0. */
  index: number;
  /** Leaves of the whole range; it comes from the seal, never from who shows the proof. */
  size: number;
  proof: readonly Buffer[];
}

/** The root a leaf and its path lead to (RFC 9162 §2.1.3.2); nothing when the path does not fit place and size. */
export function rootOfProof({ leaf, index, size, proof }: Inclusion): Buffer | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  let [place, last, root] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== 32) return undefined;
    if (place % 2 === 1 || place === last) {
      root = nodeHash(sibling, root);
      // A right edge that stands alone on its level is carried up without a partner.
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      root = nodeHash(root, sibling);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
}

/** Whether the leaf stands at that place of the range with this root. */
export function isIncluded(inclusion: Inclusion, root: Buffer): boolean {
  return rootOfProof(inclusion)?.equals(root) ?? false;
}
