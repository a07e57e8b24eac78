import { createHash } from 'node:crypto';

export const UNIT = 'demo';
const CASES = 12;
/** Cases worked on at the same time. */
const AT_ONCE = 4;

interface Act {
  path: string;
  body: object;
  actor?: string;
}

/** The same name is the same id, in whatever run. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const application = (n: number) => ({
  caseNo: `2025-${n}`,
  channel: n % 3 === 0 ? 'mail_signed' : 'in_person',
  arrivedOn: '2025-03-03',
  applicantKind: n % 4 === 0 ? 'legal_commercial' : 'natural_person',
  applicantName: `示例申请人${n % 5}`,
  contact: `示例电话${n % 5}`,
  infoDescription: '示例事项',
});

const decided = (n: number, resultCode: string, legalBasis: string): Act => ({
  path: 'decision',
  body: {
    decidedOn: '2025-03-20',
    resultCode,
    legalBasis: [legalBasis],
    reasons: '示例理由',
    remedy: 'either',
    docNo: `示例〔2025〕${n}号`,
    decidedBy: 'signer.01',
  },
});
const ATTRIBUTE: Act = { path: 'decision/attribute', body: { attribute: 'on_request', determinedOn: '2025-03-20' } };
const REVIEW: Act = {
  path: 'decision/secrecy-review',
  body: { result: 'passed', reviewedOn: '2025-03-20' },
  actor: 'reviewer.01',
};
const DISPATCH: Act = {
  path: 'dispatch',
  body: { dispatchedOn: '2025-03-21', mode: 'china_post', trackingNo: 'EMS1' },
};

/** What is done to the n-th case after it was registered: closed by a grant, closed by a refusal, withdrawn, open. */
function actsOn(n: number): Act[] {
  const ways: Act[][] = [
    [decided(n, 'granted', 'Reg.36(2)'), ATTRIBUTE, REVIEW, DISPATCH],
    [decided(n, 'unable_needs_creation', 'Reg.38'), DISPATCH],
    [{ path: 'withdrawal', body: { withdrawnOn: '2025-03-10', document: '撤回申请书', identityVerified: true } }],
    [],
  ];
  return ways[n % ways.length]!;
}

/** Sends a command until some process answered it; one that is not there any more is left for the next. Answers the position. */
export async function post(
  urls: readonly string[],
  turn: number,
  path: string,
  id: string,
  body: object,
  actor = 'clerk.01',
) {
  for (let attempt = 0; ; attempt++) {
    const url = urls[(turn + attempt) % urls.length]!;
    const headers = { 'content-type': 'application/json', 'x-role': 'admin', 'x-actor': actor, 'idempotency-key': id };
    const answer = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
      (error: unknown) => {
        if (attempt > 100) throw error;
        return undefined;
      },
    );
    if (answer === undefined || answer.status === 503) continue;
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { caseId: string; position: number };
  }
}

/** Registers a unit and works on its cases, every act at another process than the one before. Answers the last position. */
export async function sendTheSame(urls: readonly string[]): Promise<number> {
  let last = (await post(urls, 0, 'units', idOf('unit'), { unit: UNIT, name: '示例单位' })).position;
  const numbers = Array.from({ length: CASES }, (_, n) => n + 1).values();
  const clerk = async () => {
    for (const n of numbers) {
      const { caseId, position } = await post(urls, n, `units/${UNIT}/cases`, idOf(`case ${n}`), application(n));
      last = Math.max(last, position);
      for (const [step, { path, body, actor }] of actsOn(n).entries()) {
        const done = await post(urls, n + step + 1, `cases/${caseId}/${path}`, idOf(`${n} ${path}`), body, actor);
        last = Math.max(last, done.position);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, clerk));
  return last;
}

/** Registers one more case. */
export const oneMore = (urls: readonly string[], n: number): Promise<{ position: number }> =>
  post(urls, n, `units/${UNIT}/cases`, idOf(`case ${n}`), application(n));

/** Asks until the views have passed the position. */
export async function seen(url: string, path: string, position: number): Promise<unknown> {
  for (;;) {
    const answer = await fetch(`${url}/api/v1/units/${UNIT}/${path}?after=${position}`);
    if (answer.status === 200) return answer.json();
    if (answer.status !== 202) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
}
