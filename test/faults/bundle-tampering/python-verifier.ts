import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { HAS_PYTHON } from './python';

const DOCS = join(__dirname, '..', '..', '..', 'docs');

/** Asks docs/verify.py about one file after the other; the module as it is, in one process. */
const DRIVER = `
import json, sys
sys.path.insert(0, sys.argv[1])
import verify
for line in sys.stdin:
    asked = json.loads(line)
    trusted = None if asked["trusted"] is None else [verify.base64.b64decode(key) for key in asked["trusted"]]
    deposited = [verify.exported_seal(seal["exported"], seal["name"]) for seal in asked["deposited"]]
    print(json.dumps(verify.verify_file(asked["path"], trusted, deposited)), flush=True)
`;

export interface Verdict {
  ok: boolean;
  faults: {
    kind: string;
    stream?: string;
    revision?: number;
    line?: number;
    cell?: string;
    position?: number;
    seal?: number;
    from?: number;
    to?: number;
    events?: number;
    deposit?: string;
  }[];
  cells?: Record<string, number>;
  reports: unknown[];
}

/** A seal that was kept elsewhere, as the second verifier is given it: its printed form, and the name of the file. */
export interface KeptSeal {
  exported: string;
  name: string;
}

/** The second verifier. */
export class PythonVerifier {
  private readonly waiting: ((line: string) => void)[] = [];
  private errors = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    createInterface({ input: child.stdout }).on('line', (line) => this.waiting.shift()?.(line));
    child.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString('utf8')));
  }

  /** Nothing where there is no python3; whoever asks says so (`sayWhetherBothAreAsked`). */
  static start(): PythonVerifier | undefined {
    return HAS_PYTHON ? new PythonVerifier(spawn('python3', ['-B', '-c', DRIVER, DOCS])) : undefined;
  }

  /** @param trusted raw public keys, base64 */
  verify(path: string, trusted: string[] | null, deposited: KeptSeal[] = []): Promise<Verdict> {
    return new Promise((answer, fail) => {
      const failed = () => fail(new Error(`docs/verify.py broke off: ${this.errors}`));
      this.child.once('close', failed);
      this.waiting.push((line) => {
        this.child.off('close', failed);
        answer(JSON.parse(line) as Verdict);
      });
      this.child.stdin.write(`${JSON.stringify({ path, trusted, deposited })}\n`);
    });
  }

  stop(): void {
    this.child.stdin.end();
  }
}
