import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { EMPTY_ROOT, GrowingRoot, inclusionProof, isIncluded, merkleRoot, rootOfProof } from './merkle';

const sha256 = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** The definition of RFC 6962 §2.1 word for word, for comparison only: MTH(D[n]) over leaf hashes. */
function naiveRoot(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha256('');
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k << 1 < leaves.length) k <<= 1;
  return sha256(Buffer.from([1]), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

/** The eight leaves of the Certificate Transparency reference tests, and the roots of their first 1, 2, … 8. */
const REFERENCE_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((input) => sha256(Buffer.from([0]), Buffer.from(input, 'hex')));
const REFERENCE_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const leaves = fc.array(leaf, { minLength: 1, maxLength: 70 });

describe('the tree over a sealed range (RFC 6962)', () => {
  it('has the roots of the reference vectors', () => {
    const tree = new GrowingRoot();
    const roots = REFERENCE_LEAVES.map((each) => {
      tree.add(each);
      return tree.root().toString('hex');
    });
    expect(roots).toEqual(REFERENCE_ROOTS);
  });

  it('has the audit paths of the reference vectors', () => {
    const path = (index: number, size: number) =>
      inclusionProof(REFERENCE_LEAVES.slice(0, size), index).map((node) => node.toString('hex'));
    expect(path(0, 1)).toEqual([]);
    expect(path(0, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(path(2, 3)).toEqual(['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']);
  });

  it('of no leaf is the hash of nothing', () => {
    expect(merkleRoot([])).toEqual(naiveRoot([]));
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('has at every size the root of the definition', () => {
    fc.assert(
      fc.property(leaves, (all) => {
        const tree = new GrowingRoot();
        all.forEach((each, index) => {
          tree.add(each);
          expect(tree.root()).toEqual(naiveRoot(all.slice(0, index + 1)));
        });
        expect(tree.size).toBe(all.length);
      }),
    );
  });

  it('shows each leaf to be where it is', () => {
    fc.assert(
      fc.property(leaves, (all) => {
        const root = naiveRoot(all);
        all.forEach((each, index) => {
          const proof = inclusionProof(all, index);
          expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(all.length)));
          expect(isIncluded({ leaf: each, index, size: all.length, proof }, root)).toBe(true);
        });
      }),
    );
  });

  it('shows no other leaf, place, size or path to be there', () => {
    const wrong = fc.constantFrom('leaf', 'index', 'size', 'node', 'shorter', 'longer');
    fc.assert(
      fc.property(
        fc.uniqueArray(leaf, { minLength: 2, maxLength: 70, selector: String }),
        fc.nat(),
        wrong,
        leaf,
        (all, n, what, other) => {
          const index = n % all.length;
          const proof = inclusionProof(all, index);
          const shown = { leaf: all[index]!, index, size: all.length, proof };
          const changed = {
            leaf: { ...shown, leaf: other },
            index: { ...shown, index: (index + 1) % all.length },
            // Another size with another number of levels above this place.
            size: { ...shown, size: all.length * 4 },
            node: { ...shown, proof: proof.with(n % proof.length, other) },
            shorter: { ...shown, proof: proof.slice(0, -1) },
            longer: { ...shown, proof: [...proof, other] },
          }[what];
          fc.pre(what !== 'leaf' || !other.equals(shown.leaf));
          fc.pre(what !== 'node' || !other.equals(proof[n % proof.length]!));
          expect(isIncluded(changed, naiveRoot(all))).toBe(false);
        },
      ),
    );
  });

  it.each([
    ['before the first', -1, 4],
    ['after the last', 4, 4],
    ['between two', 1.5, 4],
    ['of an empty range', 0, 0],
  ])('knows no place %s', (_, index, size) => {
    expect(rootOfProof({ leaf: REFERENCE_LEAVES[0]!, index, size, proof: [] })).toBeUndefined();
    expect(() => inclusionProof(REFERENCE_LEAVES.slice(0, size), index)).toThrow(RangeError);
  });
});
