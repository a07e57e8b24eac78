import { Clerk } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;

beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'letters').registerUnit('示例市数据局');
  await clerk.register();
});
afterAll(() => server.close());

interface LetterView {
  text: string;
  sentWith: string;
  letter: { template: string; version: number; textHash: string; particulars?: Record<string, string> };
  sent: { eventId: string; matches: boolean | null } | null;
}

const path = () => `/api/v1/cases/${clerk.caseId}/letters`;
const letter = async (kind: string, query: object = {}) =>
  (await server.http.get(`${path()}/${kind}`).query(query).expect(200)).body as LetterView;
const draft = async (body: object) => (await server.http.post(path()).send(body).expect(200)).body as LetterView;

describe('the letters of a case', () => {
  it('are drafted for a planned act, sent with it, and known again by their hash', async () => {
    const act = { sentOn: '2025-03-05', items: ['所需政府信息的名称'], periodWd: 10 };
    const drafted = await draft({ kind: 'correction_notice', act });
    expect(drafted).toMatchObject({ sentWith: 'RequestCorrection', sent: null });
    expect(drafted.text).toContain('示例市数据局\n政府信息公开申请补正告知书\n');
    expect(drafted.text).toContain('自收到本告知书之日起10个工作日内');
    expect((await server.http.get(`${path()}/correction_notice`).expect(422)).body).toMatchObject({ code: 'E_LETTER' });

    await clerk.does('correction-notice', { ...act, letter: drafted.letter });
    const sent = await letter('correction_notice', { after: clerk.position });
    expect(sent).toMatchObject({ text: drafted.text, sent: { matches: true } });
    expect(await letter('correction_notice', { event: sent.sent!.eventId })).toEqual(sent);
  });

  it('keep what they said beside the case, so that they can be written again', async () => {
    await clerk.register();
    const act = { sentOn: '2025-03-05', method: 'per_page', units: 68, amountYuan: 380 };
    const refused = await server.http.post(path()).send({ kind: 'fee_notice', act }).expect(422);
    expect(refused.body).toMatchObject({
      code: 'E_LETTER',
      rule: 'R-54',
      context: { reason: 'FACT_MISSING', place: 'particulars.payment' },
    });
    const drafted = await draft({ kind: 'fee_notice', act, particulars: { payment: '缴入示例账户' } });
    expect(drafted.letter.particulars).toEqual({ payment: '缴入示例账户' });
    await clerk.does('fee-notice', { ...act, letter: drafted.letter });
    expect(await letter('fee_notice')).toMatchObject({ text: drafted.text, sent: { matches: true } });
  });

  it('keep no hash but that of the text the case gives', async () => {
    await clerk.register();
    const send = (changed: object) =>
      server.http
        .post(`/api/v1/cases/${clerk.caseId}/reasons-request`)
        .send({ sentOn: '2025-03-05', letter: { template: 'reasons_request', version: 1, textHash, ...changed } });
    const { textHash } = (await draft({ kind: 'reasons_request', act: { sentOn: '2025-03-05' } })).letter;
    expect((await send({ textHash: '0'.repeat(64) }).expect(422)).body).toMatchObject({
      code: 'E_LETTER',
      rule: 'R-40',
      context: { reason: 'OTHER_TEXT', place: 'letter.textHash' },
      errors: [{ pointer: '/letter/textHash' }],
    });
    expect((await send({ template: 'fee_notice' }).expect(422)).body).toMatchObject({
      context: { reason: 'OTHER_ACT', place: 'letter.template' },
    });
    await send({}).expect(200);
    expect(await letter('reasons_request')).toMatchObject({ sent: { matches: true } });
  });

  it('that follow their event are sent by an act of their own, which keeps their hash', async () => {
    await clerk.register();
    const receipt = await letter('receipt', { after: clerk.position });
    expect(receipt).toMatchObject({ sentWith: 'RecordLetter', sent: { matches: null } });
    const sending = { aboutEventId: receipt.sent!.eventId, sentOn: '2025-03-04', letter: receipt.letter };
    const other = { ...sending, letter: { ...receipt.letter, textHash: '0'.repeat(64) } };
    await server.http.post(`${path()}/sendings`).send(other).expect(422);
    await clerk.does('letters/sendings', sending);
    expect(await letter('receipt')).toMatchObject({ text: receipt.text, sent: { matches: true } });
  });

  it('are refused like the act they tell of', async () => {
    await clerk.register();
    const early = await server.http
      .post(path())
      .send({ kind: 'extension_notice', act: { notifiedOn: '2025-03-05' } })
      .expect(409);
    expect(early.body).toMatchObject({ code: 'E_EXT_NOT_APPROVED', rule: 'R-31' });
    await server.http.post(path()).send({ kind: 'no_such_letter' }).expect(400);
    await server.http.post(path()).send({ kind: 'decision', act: {} }).expect(400);
    await server.http.get(`${path()}/no_such_letter`).expect(400);
    await server.http.get('/api/v1/cases/11111111-1111-4111-8111-111111111111/letters/receipt').expect(404);
  });

  it('come as text and as a Word document named in Chinese', async () => {
    const text = await server.http.get(`${path()}/receipt`).query({ format: 'text' }).expect(200);
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text.text).toContain('答复期限至2025年3月31日届满。');
    const docx = await server.http.get(`${path()}/receipt`).query({ format: 'docx' }).buffer(true).expect(200);
    expect(docx.headers['content-disposition']).toContain(encodeURIComponent('政府信息公开申请登记回执'));
  });
});
