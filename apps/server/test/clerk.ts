import type { Response } from 'supertest';
import type { ServerUnderTest } from './running-server';

/** A clerk at the HTTP door, working on one case after another. */
export class Clerk {
  caseId = '';
  /** Position of the last command, for `?after=`. */
  position = 0;

  constructor(
    private readonly server: ServerUnderTest,
    readonly unit: string,
  ) {}

  async registerUnit(name = '某市数据局'): Promise<this> {
    await this.server.http.post('/api/v1/units').set('X-Role', 'admin').send({ unit: this.unit, name }).expect(201);
    return this;
  }

  /** Registers an application and turns to it. */
  async register(fields: object = {}): Promise<Response> {
    const answer = await this.server.http.post(`/api/v1/units/${this.unit}/cases`).send({ ...APPLICATION, ...fields });
    if (answer.status === 201) this.turnTo(answer);
    return answer;
  }

  /** Sends a command to the case in hand; `path` as below `/cases/:caseId/`. */
  async act(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await this.server.http.post(`/api/v1/cases/${this.caseId}/${path}`).set(headers).send(body);
    if (answer.status === 200) this.turnTo(answer);
    return answer;
  }

  /** A command that must be accepted. */
  async does(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await this.act(path, body, headers);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** What stands between a decision that discloses and its dispatch: attribute and secrecy review, by somebody else. */
  async clears(on: string): Promise<void> {
    await this.does('decision/attribute', { attribute: 'on_request', determinedOn: on });
    await this.does('decision/secrecy-review', { result: 'passed', reviewedOn: on }, { 'X-Actor': 'reviewer.01' });
  }

  see(query: object = {}): Promise<Response> {
    return Promise.resolve(this.server.http.get(`/api/v1/cases/${this.caseId}`).query(query));
  }

  /** Day the reply is due, as the case shows it. */
  async replyDue(): Promise<string | undefined> {
    const body = (await this.see()).body as unknown;
    return (body as { clocks: { id: string; dueOn: string }[] }).clocks.find(({ id }) => id === 'C3')?.dueOn;
  }

  /** The unit's tables once they know of everything this clerk did. */
  async tables(year: number): Promise<Tables> {
    const path = `/api/v1/units/${this.unit}/reports/${year}/tables`;
    const body = (await this.server.http.get(path).query({ after: this.position }).expect(200)).body as unknown;
    return body as Tables;
  }

  private turnTo(answer: Response): void {
    const { caseId, position } = answer.body as { caseId: string; position: number };
    this.caseId = caseId;
    this.position = position;
  }
}

export interface Tables {
  position: number;
  table2: Record<string, Record<string, number>>;
  table3: Record<string, Record<string, number>>;
  table4: Record<string, Record<string, number>>;
  checks: { id: string; level: string; ok: boolean }[];
}

/** Handed in on Monday 2025-03-03. */
export const APPLICATION = {
  channel: 'in_person',
  arrivedOn: '2025-03-03',
  applicantKind: 'natural_person',
  applicantName: '某甲',
  infoDescription: '某项目批复',
};

export const DECISION = {
  decidedOn: '2025-03-20',
  resultCode: 'granted',
  legalBasis: ['Reg.36(2)'],
  reasons: '属于可以公开的信息',
  remedy: 'either',
  docNo: '某数公开〔2025〕1号',
  decidedBy: 'signer.01',
};
