import { WrongUsage, type Answer } from '../../apps/cli/src/command';
import { readArguments } from '../../apps/cli/src/arguments';
import { actCommand } from '../../apps/cli/src/commands/act';
import { Bureau } from '../support/bureau';

jest.setTimeout(120_000);

const UNIT = 'D01';
let bureau: Bureau;

beforeAll(async () => (bureau = await Bureau.open(UNIT)));
afterAll(() => bureau.close());

const act = (...argv: string[]): Promise<Answer> =>
  actCommand.run({
    args: readArguments(actCommand, argv),
    ledger: bureau.ledger,
    note: () => undefined,
    progress: () => undefined,
  });
const set = (fields: Record<string, string>): string[] =>
  Object.entries(fields).flatMap(([field, value]) => ['--set', `${field}=${value}`]);
const statusOf = ({ json }: Answer): string => (json as { status: string }).status;

const application = set({
  caseNo: '0012',
  channel: 'in_person',
  arrivedOn: '2025-03-03',
  applicantKind: 'natural_person',
  applicantName: '1234567',
  infoDescription: '示例事项',
});

describe('ledger act: case work from the command line', () => {
  it('takes a case from registration to dispatch', async () => {
    expect(statusOf(await act('RegisterApplication', '--unit', UNIT, ...application))).toBe('RUNNING');
    // a list is one field given several times; a name of digits stays text
    const asked = set({ sentOn: '2025-03-05', periodWd: '10' });
    const items = ['--set', 'items=名称', '--set', 'items=年份'];
    expect(statusOf(await act('request-correction', '0012', ...asked, ...items))).toBe('AWAITING_CORRECTION');
    expect(statusOf(await act('ReceiveCorrection', '0012', '--set', 'correctedOn=2025-03-10'))).toBe('RUNNING');
    const decision = {
      decidedOn: '2025-03-12',
      resultCode: 'unable_not_held',
      legalBasis: ['Reg.36(4)'],
      reasons: '经检索',
      docNo: '示例〔2025〕1号',
      remedy: 'either',
    };
    expect(statusOf(await act('Decide', '0012', '--body', JSON.stringify(decision)))).toBe('DECIDED');
    const sent = await act('DispatchReply', '0012', ...set({ dispatchedOn: '2025-03-13', mode: 'china_post' }));
    expect(sent.json).toMatchObject({
      status: 'CLOSED',
      events: [{ type: 'ReplyDispatched' }, { type: 'CaseClosed' }],
    });
  });

  it('answers the same key with the same act, and refuses it for another', async () => {
    const key = ['--key', '11111111-2222-4333-8444-555555555555'];
    const told = set({ receivedOn: '2025-04-01', body: '示例投诉' });
    await act('RecordComplaint', '0012', ...told, ...key);
    expect((await act('RecordComplaint', '0012', ...told, ...key)).json).toMatchObject({ duplicate: true });
    await expect(
      act('RecordComplaint', '0012', ...set({ receivedOn: '2025-04-02', body: '另一' }), ...key),
    ).rejects.toThrow();
  });

  it('opens something inside a case, and goes on with it by its id', async () => {
    await act('RegisterApplication', '--unit', UNIT, ...application, '--set', 'caseNo=0013');
    const asked = await act(
      'ConsultThirdParty',
      '0013',
      ...set({ thirdParty: '示例公司', interest: '商业秘密', sentOn: '2025-03-05' }),
    );
    const { consultId } = asked.json as { consultId: string };
    expect(statusOf(asked)).toBe('CONSULTING');
    const opinion = set({ consultId, receivedOn: '2025-03-10', opinion: 'agree' });
    expect(statusOf(await act('RecordOpinion', '0013', ...opinion))).toBe('RUNNING');
    await expect(act('RecordOpinion', '0013', ...set({ receivedOn: '2025-03-10', opinion: 'agree' }))).rejects.toThrow(
      WrongUsage,
    );
  });

  it.each<[string, string[], Record<string, unknown>]>([
    ['an act nobody knows', ['Dance', '0012'], { name: 'WrongUsage', place: { field: 'command' } }],
    ['no case', ['LapseCorrection'], { name: 'WrongUsage', place: { field: 'case' } }],
    ['an unknown case', ['LapseCorrection', 'none'], { code: 'E_CASE_UNKNOWN' }],
    [
      'a day that does not exist',
      ['ConfirmReceipt', '0012', '--set', 'confirmedOn=2025-02-30', '--set', 'means=x'],
      { name: 'WrongUsage', place: { field: 'confirmedOn', rule: 'R-60' } },
    ],
    [
      'an unknown field',
      ['LapseFee', '0012', '--set', 'colour=red'],
      { name: 'WrongUsage', place: { field: 'colour', rule: 'G-02' } },
    ],
    [
      'a result that does not exist',
      ['Decide', '0012', '--body', '{"decidedOn":"2025-03-12","resultCode":"no","legalBasis":[],"remedy":"either"}'],
      {
        code: 'E_RESULT_CODE',
        field: 'resultCode',
        reason: { en: expect.stringContaining('granted, partially_granted') as string },
      },
    ],
    ['what the law does not allow', ['LapseFee', '0012'], { rejection: { code: 'E_STATE' } }],
    ['a body that is no JSON', ['LapseFee', '0012', '--body', '{'], { name: 'WrongUsage', place: { field: 'body' } }],
    ['a body file that is not there', ['LapseFee', '0012', '--body', '@/no/such'], { name: 'WrongUsage' }],
    ['a key that is no UUID', ['LapseFee', '0012', '--key', '1'], { name: 'WrongUsage', place: { field: 'key' } }],
    ['a setting without a value', ['LapseFee', '0012', '--set', 'x'], { name: 'WrongUsage', place: { field: 'set' } }],
  ])('refuses %s', async (_, argv, refusal) => {
    const head = (await bureau.ledger.foundation.store.head()).position;
    await expect(act(...argv)).rejects.toMatchObject(refusal);
    expect((await bureau.ledger.foundation.store.head()).position).toBe(head);
  });

  it('tells the acts and the fields of one', async () => {
    expect((await act()).json).toContainEqual({ command: 'Decide', zh: '作出处理决定', rule: 'R-70..R-85' });
    expect((await act('RecordOpinion', '--fields')).json).toMatchObject({
      fields: { consultId: 'required', ground: expect.stringContaining('optional') as unknown },
    });
  });
});
