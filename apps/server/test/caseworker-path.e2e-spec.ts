import { COMMAND_NAMES, COMMAND_FORMS } from '@app/command-forms';
import { Clerk, DECISION } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
const accepted = new Set<string>();
const logged: object[] = [];

beforeAll(async () => {
  server = await runServer({
    log: {
      request: (line) => {
        logged.push(line);
        if (line.method === 'POST' && line.status < 300) accepted.add(line.route);
      },
      info: () => {},
      error: () => {},
    },
  });
});
afterAll(() => server.close());

const head = { 'X-Role': 'office_head', 'X-Actor': 'head.01' };

describe('the whole path of a case over HTTP', () => {
  it('from a letter by internet to the last court, with every deadline on the way, into the tables', async () => {
    const clerk = await new Clerk(server, 'path').registerUnit();
    await clerk.register({ channel: 'internet', arrivedOn: '2025-03-01' });
    expect((await clerk.see()).body).toMatchObject({ status: 'UNCONFIRMED', caseNo: '2025-0001', clocks: [] });
    expect((await clerk.act('decision', DECISION)).body).toMatchObject({
      status: 409,
      code: 'E_NOT_RECEIVED',
      rule: 'R-18',
    });

    await clerk.does('confirmation-attempts', { attemptedOn: '2025-03-01', means: '电话', result: '无人接听' });
    await clerk.does('confirmation', { confirmedOn: '2025-03-03', means: '电话' });
    expect(await clerk.replyDue()).toBe('2025-03-31');

    await clerk.does('correction-notice', { sentOn: '2025-03-05', items: ['请写明文件名称'], periodWd: 10 });
    await clerk.does('correction-notice/delivery', { servedOn: '2025-03-06' });
    expect((await clerk.act('decision', DECISION)).body).toMatchObject({ status: 409, code: 'E_AWAITING_CORRECTION' });
    await clerk.does('correction', { correctedOn: '2025-03-10', newDescription: '某文件' });
    expect(await clerk.replyDue()).toBe('2025-04-08');

    const asked = { thirdParty: '某公司', interest: '商业秘密', sentOn: '2025-03-12' };
    const { consultId } = (await clerk.does('consultations/third-party', asked)).body as { consultId: string };
    await clerk.does(`consultations/${consultId}/receipt`, { receivedOn: '2025-03-14' });
    await clerk.does(`consultations/${consultId}/opinion`, { receivedOn: '2025-03-26', opinion: 'partly' });
    expect(await clerk.replyDue()).toBe('2025-04-22');

    const extension = { extraWd: 10, approvedBy: 'head.01', approvedOn: '2025-04-10', reason: '需要检索大量档案' };
    expect((await clerk.act('extension/approval', extension)).body).toMatchObject({ status: 403, code: 'E_ROLE' });
    await clerk.does('extension/approval', extension, head);
    expect(await clerk.replyDue()).toBe('2025-04-22');
    await clerk.does('extension/notice', { notifiedOn: '2025-04-11' });
    expect(await clerk.replyDue()).toBe('2025-05-08');

    await clerk.does('fee-notice', { sentOn: '2025-04-15', method: 'per_page', units: 68, amountYuan: 380 });
    await clerk.does('fee-notice/delivery', { servedOn: '2025-04-16' });
    await clerk.does('fee-payment', { paidOn: '2025-04-18', amountYuan: 380 });
    expect(await clerk.replyDue()).toBe('2025-05-20');

    const open = await clerk.tables(2025);
    expect(open.table3['carried_out']).toMatchObject({ natural_person: 1, total: 1 });

    expect((await clerk.act('dispatch', { dispatchedOn: '2025-05-14', mode: 'china_post' })).body).toMatchObject({
      code: 'E_STATE',
    });
    await clerk.does('decision', {
      ...DECISION,
      decidedOn: '2025-05-15',
      resultCode: 'partially_granted',
      legalBasis: ['Reg.37', 'Reg.15'],
      remedy: 'reconsideration_first',
    });
    const next = (await clerk.see()).body as { next: { command: string; href: string }[] };
    expect(next.next.map(({ command }) => command).sort()).toEqual([
      'AssignCase',
      'DetermineAttribute',
      'LinkApplications',
      'RecordComplaint',
      'RecordLegalReview',
      'RecordRefund',
      'RecordSecrecyReview',
      'RevokeUndispatchedDecision',
      'Withdraw',
    ]);
    expect((await clerk.act('dispatch', { dispatchedOn: '2025-05-16', mode: 'china_post' })).body).toMatchObject({
      status: 409,
      code: 'E_REVIEW_MISSING',
    });
    await clerk.clears('2025-05-15');
    const sent = await clerk.does('dispatch', { dispatchedOn: '2025-05-16', mode: 'china_post', carrier: '中国邮政' });
    expect(sent.body).toMatchObject({ status: 'CLOSED', findings: [] });
    await clerk.does('delivery', { servedOn: '2025-05-19', proof: '回执' });
    await clerk.does('third-party-notice', { notifiedOn: '2025-05-16', content: '公开第一部分', reasons: '不涉秘密' });

    const filed = await clerk.does('reconsiderations', { filedOn: '2025-06-10', procedure: 'ordinary' });
    const { reconId } = filed.body as { reconId: string };
    await clerk.does(`reconsiderations/${reconId}/answer`, { copyReceivedOn: '2025-06-17', answeredOn: '2025-06-25' });
    await clerk.does(`reconsiderations/${reconId}/conclusion`, { concludedOn: '2025-07-18', result: 'upheld' });
    const suit = await clerk.does('suits', { route: 'after_reconsideration', reconId, filedOn: '2025-07-28' });
    const { suitId } = suit.body as { suitId: string };
    const instance = { instance: 'first', decidedOn: '2025-10-30', form: '判决驳回', final: true };
    await clerk.does(`suits/${suitId}/instances`, instance);
    await clerk.does(`suits/${suitId}/conclusion`, { concludedOn: '2025-11-20', result: 'upheld' });

    const closed = await clerk.tables(2025);
    expect(closed.table3['new_received']).toMatchObject({ natural_person: 1, total: 1 });
    expect(closed.table3['partially_granted']).toMatchObject({ natural_person: 1, total: 1 });
    expect(closed.table3['carried_out']).toMatchObject({ natural_person: 0, total: 0 });
    expect(closed.table4['recon']).toMatchObject({ upheld: 1, pending: 0, total: 1 });
    expect(closed.table4['suit_after_recon']).toMatchObject({ upheld: 1, total: 1 });
    expect(closed.checks.filter(({ ok, level }) => !ok && level === 'E')).toEqual([]);

    const cell = { cell: 't3.partially_granted.natural_person' };
    const why = await server.http.get('/api/v1/units/path/reports/2025/explain').query(cell).expect(200);
    expect(why.body).toMatchObject({
      value: 1,
      members: [
        { caseId: clerk.caseId, caseNo: '2025-0001', event: { type: 'CaseClosed', effectiveOn: '2025-05-16' } },
      ],
    });
    const then = await server.http.get('/api/v1/units/path/reports/2025/tables').query({ at: open.position });
    expect(then.body).toMatchObject({ position: open.position, table3: open.table3, table4: open.table4 });
  });

  it('takes every command of the table at least once', async () => {
    const clerk = await new Clerk(server, 'all').registerUnit();

    await clerk.register();
    await clerk.does('correction-notice', { sentOn: '2025-03-05', items: ['x'], periodWd: 10 });
    await clerk.does('correction-notice/delivery', { servedOn: '2025-03-06' });
    const lapse = (await clerk.does('correction/lapse')).body as { status: string; events: { id: string }[] };
    expect(lapse.status).toBe('CLOSED');
    const mistaken = { targetEventId: lapse.events[0]!.id, reason: '误登记', approvedBy: 'head.01' };
    const back = await clerk.does('entry-retractions', mistaken);
    expect(back.body).toMatchObject({ status: 'AWAITING_CORRECTION', events: { length: 2 } });
    expect((await clerk.act('entry-retractions', mistaken)).body).toMatchObject({
      status: 404,
      code: 'E_ENTRY_UNKNOWN',
    });

    await clerk.register();
    await clerk.does('fee-notice', { sentOn: '2025-03-10', method: 'per_page', units: 31, amountYuan: 10 });
    await clerk.does('fee-notice/delivery', { servedOn: '2025-03-12' });
    expect((await clerk.does('fee-lapse')).body).toMatchObject({ status: 'CLOSED' });

    await clerk.register();
    await clerk.does('withdrawal', { withdrawnOn: '2025-03-04', document: '撤回申请书', identityVerified: true });

    const registered = (await clerk.register()).body as { events: { id: string }[] };
    const wrong = { targetEventId: registered.events[0]!.id, field: 'arrivedOn', reason: '录入错误' };
    await clerk.does('entry-corrections', { ...wrong, newValue: '2025-03-04', approvedBy: 'head.01' });
    expect((await clerk.see()).body).toMatchObject({ facts: { arrivedOn: '2025-03-04', receivedOn: '2025-03-04' } });
    await clerk.does('void', { reason: 'test_entry', approvedBy: 'head.01' });

    await clerk.register();
    await clerk.does('reasons-request', { sentOn: '2025-03-05' });
    await clerk.does('reasons', { receivedOn: '2025-03-07', text: '无', accepted: false });
    const agency = { otherAgency: '某局', jointMaker: true, sentOn: '2025-03-10' };
    const first = (await clerk.does('consultations/agency', agency)).body as { consultId: string };
    await clerk.does(`consultations/${first.consultId}/receipt`, { receivedOn: '2025-03-11' });
    await clerk.does(`consultations/${first.consultId}/lapse`);
    const second = await clerk.does('consultations/agency', { ...agency, otherAgency: '另一局', sentOn: '2025-03-12' });
    const { consultId } = second.body as { consultId: string };
    await clerk.does(`consultations/${consultId}/cancellation`, { cancelledOn: '2025-03-13', reason: '不再需要' });
    await clerk.does('decision', { ...DECISION, decidedOn: '2025-04-07' });
    await clerk.does('decision/revocation', { reason: '笔误' });
    await clerk.does('decision', { ...DECISION, decidedOn: '2025-04-08' });
    await clerk.clears('2025-04-08');
    const reviewer = { 'X-Actor': 'lawyer.01' };
    await clerk.does(
      'decision/legal-review',
      { result: 'passed', reviewedOn: '2025-04-08', opinion: '无异议' },
      reviewer,
    );
    await clerk.does('dispatch', { dispatchedOn: '2025-04-08', mode: 'electronic' });
    const suit = await clerk.does('suits', { route: 'direct', filedOn: '2025-05-06' });
    const { suitId } = suit.body as { suitId: string };
    await clerk.does(`suits/${suitId}/conclusion`, { concludedOn: '2025-09-01', result: 'corrected' });
    const order = { source: { suitId }, orderReceivedOn: '2025-09-05', periodWd: 15 };
    expect((await clerk.does('redecision-order', order)).body).toMatchObject({ status: 'REDECIDING' });
    const refusal = {
      ...DECISION,
      resultCode: 'unable_not_held',
      legalBasis: ['Reg.36(4)'],
      docNo: '某数公开〔2025〕2号',
    };
    await clerk.does('redecision', { ...refusal, decidedOn: '2025-09-10' });
    const again = await clerk.does('dispatch', { dispatchedOn: '2025-09-11', mode: 'electronic' });
    expect(again.body).toMatchObject({ status: 'CLOSED', events: [{ type: 'ReplyDispatched' }] });
    await clerk.does('self-correction', { ...refusal, decidedOn: '2025-09-20', reason: '自查发现有误' });
    await clerk.does('complaints', { receivedOn: '2025-09-25', body: '示例投诉' });

    await clerk.register();
    const receipt = await server.http
      .get(`/api/v1/cases/${clerk.caseId}/letters/receipt`)
      .query({ after: clerk.position });
    const { letter, sent } = receipt.body as { letter: object; sent: { eventId: string } };
    await clerk.does('letters/sendings', { aboutEventId: sent.eventId, sentOn: '2025-03-04', letter });
    const parts = [{ infoDescription: '甲' }, { infoDescription: '乙' }];
    await clerk.does('links', { caseIds: [clerk.caseId.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))] });
    await clerk.does('assignment', { office: '法规科', handler: 'handler.01', assignedOn: '2025-03-04' });
    await clerk.does('assignment/handover', { office: '业务科', handedOverOn: '2025-03-05', reason: '职责调整' });
    await clerk.does('assignment/return', { returnedOn: '2025-03-06', reason: '非本科室职责' });
    const split = await clerk.does('split', { reason: '一事一申请', children: parts });
    expect(split.body).toMatchObject({ status: 'SPLIT' });
    const whole = (await clerk.see()).body as { caseNo: string };
    const list = await server.http.get('/api/v1/units/all/cases').query({ after: clerk.position }).expect(200);
    for (const n of [1, 2]) expect(list.text).toContain(`"${whole.caseNo}-${n}"`);

    await clerk.register();
    await clerk.does('reasons-request', { sentOn: '2025-03-05' });
    await clerk.does('reasons', { receivedOn: '2025-03-07', text: '研究', accepted: true });
    await clerk.does('deferral', { newDueOn: '2025-06-30', notifiedOn: '2025-03-20', reason: '数量大' });
    expect(await clerk.replyDue()).toBe('2025-06-30');
    await clerk.does('fee-notice', { sentOn: '2025-03-21', method: 'per_page', units: 31, amountYuan: 10 });
    await clerk.does('fee-payment', { paidOn: '2025-03-24', amountYuan: 10 });
    await clerk.does('fee-refunds', { refundedOn: '2025-03-25', amountYuan: 10, reason: '减免' });

    const routes = COMMAND_NAMES.map((name) => `/api/v1/${COMMAND_FORMS[name].path}`);
    expect(routes.filter((route) => !accepted.has(route))).toEqual([]);
  });

  it('leaves a line per request in the log, with the pattern of its route and nothing of its case', async () => {
    await server.http.get('/api/v1/units/all/cases').query({ applicantName: '某甲' }).expect(200);
    expect(logged.at(-1)).toMatchObject({ method: 'GET', route: '/api/v1/units/:unit/cases', status: 200 });
    expect(JSON.stringify(logged)).not.toMatch(/\p{Script=Han}|cases\/[0-9a-f]{8}-/u);
  });
});
