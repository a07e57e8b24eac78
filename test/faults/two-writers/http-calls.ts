import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { REJECTIONS, type CaseCommandName } from '@app/disclosure';
import { COMMAND_FORMS, useCaseOf } from '@app/command-forms';
import { ActOnCase, caseIdOf } from '@app/use-cases';
import type { Operation } from './linearizable';
import type { Answer, Asked } from './one-clerk';

/** How long a client waits before the outcome is unknown to it. */
const ANSWER_MS = 30_000;

/** A command as a client sends it. */
export interface Sending {
  name: CaseCommandName;
  commandId: string;
  actor: { id: string; role: 'office_head' | 'handler' };
  expectedRevision?: number;
  /** The unit or the case, and ids inside the case. */
  params: Record<string, string>;
  body: Record<string, unknown>;
  /** The client goes away after so many milliseconds, before it is answered or not. */
  leaveAfter?: number;
}

/** The same as the core is asked it. */
export function askedOf({ name, commandId, actor, expectedRevision, params, body }: Sending): Asked {
  const { useCase } = useCaseOf({ name, commandId, actor, expectedRevision, params, body });
  const stated = expectedRevision === undefined ? {} : { expectedRevision };
  if (useCase instanceof ActOnCase)
    return { commandId, actor, caseId: params['caseId']!, command: useCase.request.command, ...stated };
  const data = useCase.request.data as { unit: string; caseNo: string };
  const command = { name, data } as Extract<Exclude<Asked, 'look'>['command'], { name: 'RegisterApplication' }>;
  return { commandId, actor, caseId: caseIdOf(data.unit, data.caseNo), command };
}

/** Sends commands and writes down when they were sent and answered, by the one clock of this process. */
export class HttpCalls {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 128 });

  async send(url: string, client: number, sending: Sending): Promise<Operation<Asked, Answer>> {
    const asked = askedOf(sending);
    const invoked = performance.now();
    try {
      const { status, body } = await this.post(url, sending);
      const answered = performance.now();
      const answer = answerOf(status, body);
      // A fault of the server's says nothing about what is stored.
      return answer === undefined
        ? { client, invoked, answered: Infinity, asked }
        : { client, invoked, answered, asked, answer };
    } catch (error) {
      if (error instanceof NoAnswerOfTheLaw) throw error;
      return { client, invoked, answered: Infinity, asked };
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private post(url: string, { name, commandId, actor, expectedRevision, params, body, leaveAfter }: Sending) {
    const path = COMMAND_FORMS[name].path.replace(/:(\w+)/g, (_, field: string) => encodeURIComponent(params[field]!));
    const text = JSON.stringify(body);
    return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
      const call = request(`${url}/api/v1/${path}`, {
        agent: this.agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          'idempotency-key': commandId,
          'x-actor': actor.id,
          'x-role': actor.role,
          ...(expectedRevision !== undefined && { 'if-match': `"${expectedRevision}"` }),
        },
      });
      call.on('error', reject);
      call.setTimeout(ANSWER_MS, () => call.destroy(new Error('no answer')));
      call.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          try {
            resolve({ status: response.statusCode!, body: JSON.parse(Buffer.concat(chunks).toString()) });
          } catch {
            reject(new Error('the answer is cut short'));
          }
        });
      });
      call.end(text);
      if (leaveAfter !== undefined) setTimeout(() => call.destroy(), leaveAfter);
    });
  }
}

/** The load is wrong, not the server: it refuses what no clerk could have meant. */
export class NoAnswerOfTheLaw extends Error {}

const DOORS: Record<string, Answer> = { E_STALE: 'stale', E_BUSY_CASE: 'busy', E_KEY_REUSED: 'reused' };

function answerOf(status: number, body: unknown): Answer | undefined {
  if (status >= 500) return undefined;
  if (status < 300) {
    const { events, revision } = body as { events: { id: string }[]; revision: number };
    return { accepted: events.map(({ id }) => id), revision };
  }
  const { code } = body as { code: string };
  const answer = DOORS[code] ?? (code in REJECTIONS ? { refused: code } : undefined);
  if (answer === undefined) throw new NoAnswerOfTheLaw(`${status} ${JSON.stringify(body)}`);
  return answer;
}
