import { APPLICATION, Clerk } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;
const cases: string[] = [];

const PERSON = { applicantName: '某甲', applicantIdProof: '11010519491231002X' };

beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'fees').registerUnit();
  for (let n = 1; n <= 11; n++) {
    await clerk.register({ ...PERSON, arrivedOn: `2025-03-${String(n).padStart(2, '0')}` });
    cases.push(clerk.caseId);
  }
  await clerk.register({ ...APPLICATION, arrivedOn: '2025-03-05' });
  cases.push(clerk.caseId);
});
afterAll(() => server.close());

const proposal = async (caseId: string, query: object = {}) =>
  (
    await server.http
      .get(`/api/v1/cases/${caseId}/fee-proposal`)
      .query({ after: clerk.position, ...query })
      .expect(200)
  ).body as unknown;

describe('what could be charged (R-50..R-53)', () => {
  it('counts the applicant’s pieces of the month, however the number is written', async () => {
    expect(await proposal(cases[9]!)).toMatchObject({
      month: '2025-03',
      pieceOrdinal: 10,
      piecesInMonth: 11,
      perPiece: { amountYuan: 0 },
      perPage: null,
    });
    expect(await proposal(cases[10]!, { pages: 68 })).toMatchObject({
      perPiece: { units: 11, amountYuan: 100 },
      perPage: { units: 68, amountYuan: 380 },
    });
    expect(await proposal(cases[10]!, { pages: 68, alreadyPublic: '1' })).toMatchObject({ perPage: { amountYuan: 0 } });
  });

  it('does not count somebody it cannot recognise', async () => {
    expect(await proposal(cases[11]!)).toMatchObject({ pieceOrdinal: null, perPiece: null });
    await server.http.get('/api/v1/cases/11111111-1111-4111-8111-111111111111/fee-proposal').expect(404);
  });

  it('is what a notice is held to', async () => {
    const notice = { sentOn: '2025-03-12', method: 'per_piece', units: 12, amountYuan: 100 };
    const path = `/api/v1/cases/${cases[10]}/fee-notice`;
    const refused = await server.http.post(path).send(notice).expect(422);
    expect(refused.body).toMatchObject({ code: 'E_FEE_AMOUNT', field: 'units', context: { pieceOrdinal: 11 } });
    await server.http
      .post(path)
      .send({ ...notice, units: 11 })
      .expect(200);
  });

  it('counts the parts of a split application, each as a piece of the same applicant, and not the whole', async () => {
    const parts = [{ infoDescription: '甲文件' }, { infoDescription: '乙文件' }];
    const split = await server.http
      .post(`/api/v1/cases/${cases[8]}/split`)
      .send({ reason: '一事一申请', children: parts })
      .expect(200);
    const { position } = split.body as { position: number };
    expect(await proposal(cases[8]!, { after: position })).toMatchObject({ pieceOrdinal: null });
    // The parts may be recorded after the position that the whole answers with.
    const { position: head } = await server.foundation.store.head();
    expect(await proposal(cases[9]!, { after: head })).toMatchObject({ pieceOrdinal: 11, piecesInMonth: 12 });
  });

  it('tells nobody who the applicant is: neither case nor timeline shows the key', async () => {
    for (const view of ['', '/timeline']) {
      const { text } = await server.http.get(`/api/v1/cases/${cases[0]}${view}`).expect(200);
      expect(text).not.toContain('applicantKey');
    }
  });
});
