import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DepositedSeal, exportedSeal, exportLog, type LogReport, type SealPublicKey } from '@app/evidence';
import { PythonVerifier, type Verdict } from '../bundle-tampering/python-verifier';
import type { WholeLog } from './log-in-hand';

/** What the second verifier is told beside the file. */
export interface Known {
  trusted?: readonly SealPublicKey[];
  deposited?: readonly DepositedSeal[];
}

/** docs/verify.py, judging logs that were written down as they were found. */
export class SecondVerifier {
  private constructor(
    private readonly python: PythonVerifier,
    private readonly folder: string,
  ) {}

  /** Nothing where there is no python3. */
  static async start(): Promise<SecondVerifier | undefined> {
    const python = PythonVerifier.start();
    return python && new SecondVerifier(python, await mkdtemp(join(tmpdir(), 'log-')));
  }

  /** The log written down once, for any number of questions about it. */
  async written({ head, events, keys }: WholeLog): Promise<(known: Known) => Promise<Verdict>> {
    const path = join(this.folder, 'log.jsonl');
    const file = await open(path, 'w');
    const lines: string[] = [];
    await exportLog({ head, events, keys: () => keys }, (line) => void lines.push(line));
    await file.writeFile(lines.join(''));
    await file.close();
    return ({ trusted, deposited = [] }) =>
      this.python.verify(
        path,
        trusted?.map(({ raw }) => raw) ?? null,
        deposited.map((seal) => ({ exported: exportedSeal(seal), name: seal.name })),
      );
  }

  async stop(): Promise<void> {
    this.python.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Everything that two verdicts have to say alike: how many of what, and each fault with its kind and all of its places. */
export const agreedOn = ({ ok, faults, ...counts }: LogReport | Verdict) => {
  const { events, streams, seals, sealedTo } = counts as Partial<LogReport>;
  return { ok, events, streams, seals, sealedTo, faults: faults.map(inOneOrder).sort() };
};

function inOneOrder(fault: Verdict['faults'][number]): string {
  const { kind, stream, revision, position, seal, from, to, events, deposit } = fault;
  return JSON.stringify({ kind, stream, revision, position, seal, from, to, events, deposit });
}
