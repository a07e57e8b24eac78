import { randomUUID } from 'node:crypto';
import { SplitApplication } from '@app/use-cases';
import { CLERK, HEAD, REVIEWER, Bureau } from '../support/bureau';

/** The stories of annual-report §10, from the command to the cell. */
describe('from the command to the cell', () => {
  let bureau: Bureau;
  const units = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S14', 'S15-A', 'S15-B'];
  beforeAll(async () => {
    bureau = await Bureau.open(...units);
  });
  afterAll(() => bureau.close());

  it('S1 received on the last day of the year, granted in the next: out, then in and granted', async () => {
    const { caseId } = await bureau.receives('S1', '2024-12-31');
    await bureau.answers(caseId, 'granted', '2025-01-17', '2025-01-20');
    expect(await bureau.cells('S1', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
    expect(await bureau.cells('S1', 2025)).toEqual({
      't3.carried_in.natural_person': 1,
      't3.granted.natural_person': 1,
    });
  });

  it('S2 an ordinary letter counts in the year its receipt was confirmed', async () => {
    const { caseId } = await bureau.receives('S2', '2024-12-30', { channel: 'mail_ordinary' });
    expect(await bureau.cells('S2', 2024)).toEqual({});
    await bureau.does(caseId, 'ConfirmReceipt', { confirmedOn: '2025-01-02', means: '电话' });
    expect(await bureau.cells('S2', 2024)).toEqual({});
    expect(await bureau.cells('S2', 2025)).toEqual({
      't3.new_received.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
  });

  it('S3 a correction that lapses in January counts as lapsed in the year of the lapse', async () => {
    const { caseId } = await bureau.receives('S3', '2024-12-20');
    await bureau.does(caseId, 'RequestCorrection', { sentOn: '2024-12-27', items: ['名称不明确'], periodWd: 10 });
    await bureau.does(caseId, 'RecordCorrectionNoticeDelivery', { servedOn: '2024-12-30' });
    const { events } = await bureau.does(caseId, 'LapseCorrection', {});
    expect(events.map(({ type, effectiveOn }) => [type, effectiveOn])).toEqual([
      ['CorrectionLapsed', '2025-01-15'],
      ['CaseClosed', '2025-01-15'],
    ]);
    expect(await bureau.cells('S3', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
    expect(await bureau.cells('S3', 2025)).toEqual({
      't3.carried_in.natural_person': 1,
      't3.other_correction_lapsed.natural_person': 1,
    });
  });

  it('S4 one item given and one refused is one partial grant and no refusal', async () => {
    const { caseId } = await bureau.receives('S4', '2024-11-04');
    await bureau.answers(caseId, 'partially_granted', '2024-11-20', '2024-11-21', {
      legalBasis: ['Reg.37', 'Reg.16(2)'],
      remedy: 'reconsideration_first',
      itemResults: [
        { item: '甲', resultCode: 'granted' },
        { item: '乙', resultCode: 'denied_process_information' },
      ],
    });
    expect(await bureau.cells('S4', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.partially_granted.natural_person': 1,
    });
    expect(await bureau.cells('S4', 2025)).toEqual({});
  });

  it('S5 a refused part that is annulled and decided again is no second result; the appeal shows in table 4', async () => {
    const { caseId } = await bureau.receives('S5', '2024-11-04');
    const { events } = await bureau.answers(caseId, 'partially_granted', '2024-11-20', '2024-11-21', {
      legalBasis: ['Reg.37', 'Reg.16(2)'],
      remedy: 'reconsideration_first',
      itemResults: [
        { item: '第一项', resultCode: 'granted' },
        { item: '第二项', resultCode: 'denied_process_information' },
      ],
    });
    expect(events.map(({ type }) => type)).toContain('CaseClosed');
    const counted = await bureau.cells('S5', 2024);
    await bureau.does(caseId, 'RecordDelivery', { servedOn: '2024-11-22', proof: '回执' });
    const reconId = randomUUID();
    const filed = { reconId, filedOn: '2025-01-06', acceptedOn: '2025-01-08' };
    await bureau.does(caseId, 'RecordReconsideration', filed);
    const concluded = { reconId, concludedOn: '2025-03-10', servedOn: '2025-03-10', result: 'corrected' as const };
    await bureau.does(caseId, 'ConcludeReconsideration', concluded);
    await bureau.does(caseId, 'OrderRedecision', { source: { reconId }, orderReceivedOn: '2025-03-10' });
    await bureau.does(caseId, 'Redecide', {
      decidedOn: '2025-04-01',
      resultCode: 'granted',
      legalBasis: ['Reg.36(2)'],
      remedy: 'either',
      docNo: '示例〔2025〕3号',
      decidedBy: 'signer-1',
    });
    await bureau.does(caseId, 'DetermineAttribute', { attribute: 'on_request', determinedOn: '2025-04-01' });
    await bureau.does(caseId, 'RecordSecrecyReview', { result: 'passed', reviewedOn: '2025-04-01' }, REVIEWER);
    const again = await bureau.does(caseId, 'DispatchReply', { dispatchedOn: '2025-04-01', mode: 'china_post' });
    expect(again.events.map(({ type }) => type)).toEqual(['ReplyDispatched']);
    expect(await bureau.cells('S5', 2024)).toEqual(counted);
    expect(await bureau.cells('S5', 2025)).toEqual({ 't4.recon.corrected': 1 });
  });

  it('S6 a reconsideration pending at the year’s end is counted in both years, the suit after it as pending', async () => {
    const { caseId } = await bureau.receives('S6', '2024-10-08');
    await bureau.answers(caseId, 'denied_process_information', '2024-10-20', '2024-10-21', {
      legalBasis: ['Reg.16(2)'],
      remedy: 'reconsideration_first',
    });
    await bureau.does(caseId, 'RecordDelivery', { servedOn: '2024-10-25', proof: '回执' });
    await bureau.does(caseId, 'RecordReconsideration', { reconId: 'r1', filedOn: '2024-12-10' });
    await bureau.does(caseId, 'ConcludeReconsideration', {
      reconId: 'r1',
      concludedOn: '2025-01-08',
      result: 'upheld',
    });
    await bureau.does(caseId, 'RecordLitigation', {
      suitId: 's1',
      route: 'after_reconsideration',
      reconId: 'r1',
      filedOn: '2025-01-20',
    });
    expect(await bureau.cells('S6', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.denied_process_information.natural_person': 1,
      't4.recon.pending': 1,
    });
    expect(await bureau.cells('S6', 2025)).toEqual({ 't4.recon.upheld': 1, 't4.suit_after_recon.pending': 1 });
  });

  it('S7 a request withdrawn the next day stays received and ends under 其他', async () => {
    const { caseId } = await bureau.receives('S7', '2024-05-06');
    await bureau.does(caseId, 'Withdraw', {
      withdrawnOn: '2024-05-07',
      document: '撤回申请书',
      identityVerified: true,
    });
    expect(await bureau.cells('S7', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.other_other.natural_person': 1,
    });
  });

  it('S8 an application split into three on receipt is three received, the whole is none', async () => {
    const { caseId } = await bureau.receives('S8', '2024-06-03');
    await bureau.ledger.execute(
      new SplitApplication({
        caseId,
        commandId: randomUUID(),
        actor: CLERK,
        data: {
          reason: '一事一申请',
          children: ['第一项', '第二项', '第三项'].map((infoDescription) => ({ infoDescription })),
        },
      }),
    );
    expect(await bureau.cells('S8', 2024)).toEqual({
      't3.new_received.natural_person': 3,
      't3.carried_out.natural_person': 3,
    });
  });

  it('S9 three letters answered in one reply are three received and three results', async () => {
    for (const arrivedOn of ['2024-06-03', '2024-06-04', '2024-06-05']) {
      const { caseId } = await bureau.receives('S9', arrivedOn);
      await bureau.answers(caseId, 'granted', '2024-06-20', '2024-06-21', { docNo: '示例〔2024〕9号' });
    }
    expect(await bureau.cells('S9', 2024)).toEqual({
      't3.new_received.natural_person': 3,
      't3.granted.natural_person': 3,
    });
  });

  it('S10 of an application registered twice by mistake one is void and counts nowhere', async () => {
    const first = await bureau.receives('S10', '2024-06-03');
    const second = await bureau.receives('S10', '2024-06-03');
    await bureau.does(second.caseId, 'VoidCase', {
      reason: 'double_registration',
      approvedBy: 'head-1',
      duplicateOfCaseId: first.caseId,
    });
    expect(await bureau.cells('S10', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
  });

  it('S11 a reply signed in December and posted in January belongs to the new year', async () => {
    const { caseId } = await bureau.receives('S11', '2024-12-10');
    await bureau.answers(caseId, 'granted', '2024-12-31', '2025-01-02');
    expect(await bureau.cells('S11', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
    expect(await bureau.cells('S11', 2025)).toEqual({
      't3.carried_in.natural_person': 1,
      't3.granted.natural_person': 1,
    });
  });

  it('S14 a fee noticed in December and paid in January is stated in each its own year', async () => {
    const { caseId } = await bureau.receives('S14', '2024-12-02');
    await bureau.does(caseId, 'IssueFeeNotice', {
      sentOn: '2024-12-16',
      method: 'per_page',
      units: 65,
      amountYuan: 350,
    });
    await bureau.does(caseId, 'RecordFeeNoticeDelivery', { servedOn: '2024-12-18' });
    await bureau.does(caseId, 'RecordPayment', { paidOn: '2025-01-10', amountYuan: 350 });
    expect(await bureau.fees('S14', 2024)).toMatchObject({ notices: 1, noticedYuan: 350, collectedYuan: 0 });
    expect(await bureau.fees('S14', 2025)).toMatchObject({ notices: 0, noticedYuan: 0, collectedYuan: 350 });
    expect(await bureau.cells('S14', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
  });

  it('S15 the wrong agency counts one not held, the right one a new request of its own', async () => {
    const wrong = await bureau.receives('S15-A', '2024-03-04');
    await bureau.answers(wrong.caseId, 'unable_not_held', '2024-03-10', '2024-03-11', {
      subCode: 'other_agency',
      responsibleAgency: '示例单位S15-B',
    });
    await bureau.receives('S15-B', '2024-03-18');
    expect(await bureau.cells('S15-A', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.unable_not_held.natural_person': 1,
    });
    expect(await bureau.cells('S15-B', 2024)).toEqual({
      't3.new_received.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
  });

  it('only the head of the disclosure office approves an extension, and only its notice moves the due date', async () => {
    const { caseId } = await bureau.receives('S1', '2025-01-20');
    const approval = { extraWd: 20, approvedBy: HEAD.id, approvedOn: '2025-02-14', reason: '数量大' };
    await expect(bureau.does(caseId, 'ApproveExtension', approval, CLERK)).rejects.toMatchObject({
      rejection: { code: 'E_ROLE' },
    });
    await bureau.does(caseId, 'ApproveExtension', approval, HEAD);
    await bureau.does(caseId, 'NotifyExtension', { notifiedOn: '2025-02-17' });
  });
});
