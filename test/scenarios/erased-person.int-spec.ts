import { randomUUID } from 'node:crypto';
import { GetApplicantMonth, SearchCases, SelfAudit } from '@app/read-models';
import { exportLedgerFile, letterOf } from '@app/runtime';
import { ApproveErasure, OrderErasure, type Viewing } from '@app/use-cases';
import { Bureau, CLERK, HEAD } from '../support/bureau';
import { canary } from '../support/canaries';

const PERSON = canary(3);
const LOOKING: Viewing = { actor: HEAD, door: 'spec', purpose: 'audit' };

describe('a person who is erased from a closed case', () => {
  let bureau: Bureau;
  let caseId: string;
  let otherId: string;
  let cells: object;

  beforeAll(async () => {
    bureau = await Bureau.open('U1');
    const { name, idProof, contact, description } = PERSON;
    const person = { applicantName: name, applicantIdProof: idProof, contact, infoDescription: description };
    caseId = (await bureau.receives('U1', '2025-03-03', { caseNo: '2025-1', ...person })).caseId;
    otherId = (await bureau.receives('U1', '2025-03-04', { caseNo: '2025-2', ...person })).caseId;
    await bureau.answers(caseId, 'granted', '2025-03-10', '2025-03-11');
    cells = await bureau.cells('U1', 2025);
    const by = { caseId, commandId: randomUUID() };
    const order = {
      subject: 'applicant',
      requestedBy: 'person',
      legalBasis: '个人信息保护法第47条',
      reason: '已办结',
    } as const;
    await bureau.ledger.execute(new OrderErasure({ ...by, actor: CLERK, order }));
    await bureau.ledger.execute(
      new ApproveErasure({ ...by, commandId: randomUUID(), actor: HEAD, subject: 'applicant' }),
    );
  });
  afterAll(() => bureau.close());

  const sql = <T>(text: string) => bureau.ledger.foundation.dataSource.query<T[]>(text, [caseId]);
  const namesKept = () => sql<object>('select from read_models.register_name where case_id = $1');
  const found = async () =>
    (await bureau.ledger.ask(new SearchCases({ unit: 'U1', applicantName: PERSON.name }))).items.map(
      (each) => each.caseId,
    );

  it('is found by name in no case but the other one', async () => {
    expect(await found()).toEqual([otherId]);
    expect(await namesKept()).toEqual([]);
  });

  it('changes no cell, and no view says otherwise than the log', async () => {
    expect(await bureau.cells('U1', 2025)).toEqual(cells);
    expect(await bureau.ledger.ask(new SelfAudit({ on: '2026-01-05' }))).toMatchObject({ differences: 0 });
  });

  it('links to no other case any more; the other one counts for itself', async () => {
    expect(await bureau.ledger.ask(new GetApplicantMonth(caseId))).toMatchObject({ ordinal: null, pieces: null });
    expect(await bureau.ledger.ask(new GetApplicantMonth(otherId))).toMatchObject({ ordinal: 1, pieces: 1 });
  });

  it('stays away when the case goes on, and after a rebuild', async () => {
    const filed = { reconId: randomUUID(), target: 'inaction', filedOn: '2025-05-06' } as const;
    await bureau.does(caseId, 'RecordReconsideration', filed);
    await bureau.ledger.projector.catchUp();
    expect(await namesKept()).toEqual([]);
    await bureau.ledger.projector.rebuild('case-register');
    await bureau.ledger.projector.rebuild('applicant-months');
    expect(await found()).toEqual([otherId]);
    expect(await bureau.ledger.ask(new GetApplicantMonth(caseId))).toMatchObject({ ordinal: null });
  });

  it('is said to be erased in the ledger file, masked or not', async () => {
    const source = { queries: bureau.ledger.queries, write: bureau.ledger.foundation.write };
    for (const viewing of [LOOKING, { actor: HEAD, door: 'spec' }]) {
      const { bytes } = await exportLedgerFile(source, { unit: 'U1', format: 'csv', viewing });
      const row = bytes
        .toString('utf8')
        .split('\n')
        .find((line) => /(^|,)2025-1,/.test(line));
      expect(row).toContain('（已删除）');
      expect(row).not.toContain(PERSON.description);
    }
  });

  it('gets no letter any more, and it is said why', async () => {
    const order = { caseId, kind: 'decision' } as const;
    await expect(letterOf(bureau.ledger.foundation.write, order, LOOKING)).rejects.toMatchObject({
      reason: 'PERSON_ERASED',
      rule: 'PIPL 47',
    });
  });

  it('takes nothing new about the person', async () => {
    const complaint = { receivedOn: '2025-06-02', body: PERSON.note };
    await expect(bureau.does(caseId, 'RecordComplaint', complaint)).rejects.toMatchObject({ name: 'SubjectErased' });
  });
});
