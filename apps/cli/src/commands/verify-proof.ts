import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PROOF_FAULT_KINDS, verifyProof, type ProofFault, type SealPublicKey } from '@app/evidence';
import { RefusedByLedger, type Answer } from '../command';

/** A proof of a hundred thousand members has some hundred megabytes. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Checks the proof of a cell with nothing but its text. */
export async function verifyProofFile(path: string, trusted: SealPublicKey[]): Promise<Answer> {
  const { ok, proof, members, keys, faults } = verifyProof(await textOf(path), trusted.length > 0 ? { trusted } : {});
  const { unit, year, cell, label, value, report } = proof ?? {};
  return {
    json: {
      ok,
      faults: faults.map(told),
      ...(proof && { unit, year, cell, value, published: report !== null, members }),
      keys,
    },
    text: [
      ...faults.map(lineOf),
      ...(proof
        ? [`${unit} ${label} ${year}: ${value}（${report ? '已公布 published' : '未公布 not published'}）`]
        : []),
      `${members.opened} opened (${members.moved} moved here by others shown), ${members.headers} by header, ${members.hidden} hidden`,
      ...keys.map(({ keyId, trusted }) =>
        trusted
          ? `key ${keyId}`
          : `key ${keyId}：公钥随文件而来，请核对 the key came with the file: compare it with one you trust`,
      ),
      ok ? '相符 verified' : `不符 NOT verified: ${faults.length} faults`,
    ].join('\n'),
    refused: !ok,
  };
}

const told = (fault: ProofFault) => ({
  stream: fault.stream ?? null,
  revision: fault.revision ?? null,
  ...fault,
  zh: PROOF_FAULT_KINDS[fault.kind].zh,
  en: PROOF_FAULT_KINDS[fault.kind].en,
});

function lineOf({ kind, stream, revision, position, seal }: ProofFault): string {
  const places = [
    ...(position === undefined ? [] : [`position ${position}`]),
    ...(stream === undefined ? [] : [`${stream} ${revision}`]),
    ...(seal === undefined ? [] : [`seal ${seal}`]),
  ];
  const { zh, en } = PROOF_FAULT_KINDS[kind];
  return `${kind}${places.length > 0 ? ` (${places.join(', ')})` : ''}: ${zh} / ${en}`;
}

async function textOf(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    if (bytes.length <= MOST_BYTES) return bytes.toString('utf8');
  } catch {
    // Not there, or not ours to read: the answer is the same.
  }
  throw new RefusedByLedger('E_BUNDLE_FILE', { field: 'proof', reason: { zh: basename(path), en: basename(path) } });
}
