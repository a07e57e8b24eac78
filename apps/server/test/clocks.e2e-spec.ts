import { Clerk } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;

beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'clocks').registerUnit();
  await clerk.register({ arrivedOn: '2025-01-20' }); // X08: C3 2025-02-21
});
afterAll(() => server.close());

interface Clocks {
  calendarVersion: string;
  clocks: { id: string; label: string; dueOn: string; state: string; working?: Day[] }[];
}
interface Day {
  on: string;
  counted: boolean;
  n?: number;
  kind: string;
  label: string;
  rule: string;
}
interface Changes {
  changes: { clock: string; before: { dueOn: string } | null; after: { dueOn: string } | null }[];
}

const path = () => `/api/v1/cases/${clerk.caseId}`;

async function clocks(query: object): Promise<Clocks> {
  return (await server.http.get(`${path()}/clocks`).query(query).expect(200)).body as Clocks;
}
async function replyIf(...assume: object[]) {
  const body = (await server.http.post(`${path()}/what-if`).send({ assume }).expect(200)).body as Changes;
  const { before, after } = body.changes.find(({ clock }) => clock === 'C3')!;
  return [before?.dueOn, after?.dueOn];
}

describe('the clocks of a case', () => {
  it('are seen from a day, with their names', async () => {
    const { clocks: seen, calendarVersion } = await clocks({ on: '2025-02-21' });
    expect(calendarVersion).toMatch(/^cn-2019-/);
    expect(seen.map(({ id, label, dueOn, state }) => [id, label, dueOn, state])).toEqual([
      ['C1', '补正告知', '2025-02-05', 'expired'],
      ['C3', '答复', '2025-02-21', 'running'],
    ]);
    expect(seen[0]).not.toHaveProperty('working');
  });

  it('explain every day by the rule or the numbered holiday notice', async () => {
    const { clocks: seen } = await clocks({ on: '2025-02-21', explain: '1' });
    const days = seen.find(({ id }) => id === 'C3')!.working!;
    const day = (on: string) => days.find((one) => one.on === on);
    expect(days.filter(({ counted }) => counted)).toHaveLength(20);
    expect(day('2025-01-21')).toMatchObject({ n: 1, rule: 'R-60', label: '工作日' });
    expect(day('2025-01-25')).toMatchObject({ counted: false, rule: 'R-61', label: '周末' });
    for (const [on, label, counted] of [
      ['2025-01-26', '调休上班', true],
      ['2025-01-28', '节假日', false],
    ] as const) {
      expect(day(on)).toMatchObject({ label, counted });
      expect(day(on)?.rule).toMatch(/国办发明电〔2024〕\d+号/);
    }
  });

  it('are those of a case that exists', async () => {
    await server.http.get('/api/v1/cases/11111111-1111-4111-8111-111111111111/clocks').expect(404);
  });
});

describe('what the clocks would be if', () => {
  it('the reply were extended, a third party asked, or any command sent; and nothing is recorded', async () => {
    const before = (await clerk.see()).headers['etag'];
    expect(await replyIf({ what: 'extend', extraWd: 10, on: '2025-02-10' })).toEqual(['2025-02-21', '2025-03-07']);
    const consult = { what: 'consult', on: '2025-02-05', opinionAfterDays: 5 };
    expect(await replyIf(consult)).toEqual(['2025-02-21', '2025-02-27']);
    const asked = { thirdParty: '某公司', interest: '商业秘密', sentOn: '2025-02-05' };
    const heard = { receivedOn: '2025-02-10', opinion: 'agree' };
    const madeId = '11111111-1111-4111-8111-111111111111';
    expect(
      await replyIf(
        { what: 'act', command: 'ConsultThirdParty', data: { ...asked, consultId: madeId } },
        { what: 'act', command: 'RecordOpinion', data: { ...heard, consultId: madeId } },
      ),
    ).toEqual(['2025-02-21', '2025-02-27']);
    expect((await clerk.see()).headers['etag']).toBe(before);
  });

  it('the law refuses it: with the code of the real command, and which act it was', async () => {
    const extend = { what: 'extend', extraWd: 21, on: '2025-02-10' };
    const tooLong = await server.http
      .post(`${path()}/what-if`)
      .send({ assume: [extend] })
      .expect(422);
    expect(tooLong.body).toMatchObject({ code: 'E_EXT_TOO_LONG', rule: 'R-31', context: { act: 0 } });
    const late = await server.http
      .post(`${path()}/what-if`)
      .send({ assume: [{ ...extend, extraWd: 5, on: '2025-02-24' }] })
      .expect(409);
    expect(late.body).toMatchObject({ code: 'E_EXT_AFTER_DUE' });
  });

  it.each([
    ['nothing is assumed', { assume: [] }],
    ['an unknown assumption', { assume: [{ what: 'hope' }] }],
    ['an unknown command', { assume: [{ what: 'act', command: 'Erase', data: {} }] }],
    ['a field nobody knows', { assume: [{ what: 'extend', extraWd: 1, days: 2 }] }],
    ['a registration', { assume: [{ what: 'act', command: 'RegisterApplication', data: {} }] }],
  ])('%s: not a valid question', async (_what, body) => {
    expect((await server.http.post(`${path()}/what-if`).send(body).expect(400)).body).toMatchObject({
      code: 'E_VALIDATION',
    });
  });
});
