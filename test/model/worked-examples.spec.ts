import {
  ask,
  cellsOf,
  due,
  dueAfterDays,
  dueAfterMonths,
  emptyBook,
  periods,
  workedIn,
  type Act,
  type Case,
} from './rules';

/** The case after acts told by the head of the office on the last day of 2026; each must be accepted. */
function after(...acts: Act[]): Case {
  let book = emptyBook;
  for (const act of acts) {
    const { verdict, book: next } = ask(book, act, { id: 'head', role: 'office_head', today: '2026-12-31' });
    if (typeof verdict === 'string') throw new Error(`${act.name}: ${verdict}`);
    book = next;
  }
  return book.now!;
}

const received = (arrivedOn: string): Act => ({
  name: 'RegisterApplication',
  data: { channel: 'in_person', arrivedOn, applicantKind: 'natural_person' },
});
const consulted = (consultId: string, sentOn: string, receivedOn: string): Act[] => [
  { name: 'ConsultAgency', data: { consultId, otherAgency: consultId, jointMaker: true, sentOn } },
  { name: 'RecordOpinion', data: { consultId, receivedOn, opinion: 'agree' } },
];

describe('the model knows the worked examples of R §12 by itself', () => {
  // 251, 248 and 248; the model begins with New Year's Day 2024, which was off.
  it.each([
    ['2024-01-01', '2024-12-31', 251],
    ['2024-12-31', '2025-12-31', 248],
    ['2025-12-31', '2026-12-31', 248],
  ])('(%s, %s] has %i working days', (from, to, days) => {
    expect(workedIn(from, to)).toBe(days);
  });

  it.each([
    ['X01', '2024-03-11', '2024-03-20', '2024-04-09'],
    ['X02', '2024-01-31', '2024-02-08', '2024-03-04'],
    ['X03', '2024-04-25', '2024-05-08', '2024-05-24'],
    ['X04', '2024-09-12', '2024-09-24', '2024-10-16'],
    ['X07', '2024-12-31', '2025-01-10', '2025-02-05'],
    ['X08', '2025-01-20', '2025-02-05', '2025-02-21'],
    ['X09', '2025-01-24', '2025-02-10', '2025-02-27'],
    ['X12', '2025-09-26', '2025-10-13', '2025-10-30'],
  ])('%s: received %s, C1 %s, C3 %s', (_, on, c1, c3) => {
    const now = after(received(on));
    expect([periods.c1(now), periods.c3(now, on)]).toEqual([c1, c3]);
  });

  it('X15: parallel consultations are united', () => {
    const now = after(
      received('2024-09-18'),
      ...consulted('a', '2024-09-23', '2024-10-14'),
      ...consulted('b', '2024-09-27', '2024-10-16'),
    );
    expect(periods.c3(now, '2024-10-16')).toBe('2024-11-08');
  });

  it('X16: a consultation and an extension', () => {
    const extension: Act[] = [
      { name: 'ApproveExtension', data: { extraWd: 10, approvedOn: '2025-09-03' } },
      { name: 'NotifyExtension', data: { notifiedOn: '2025-09-04' } },
    ];
    const asked = consulted('a', '2025-09-05', '2025-09-22');
    expect(periods.c3(after(received('2025-08-25'), ...asked), '2025-09-22')).toBe('2025-10-13');
    expect(periods.c3(after(received('2025-08-25'), ...extension, ...asked), '2025-09-22')).toBe('2025-10-27');
  });

  it('X17: a correction that comes restarts the clock, one that does not lapses into the next year', () => {
    const asked: Act[] = [
      received('2024-12-20'),
      { name: 'RequestCorrection', data: { sentOn: '2024-12-27', items: ['名称'], periodWd: 10 } },
      { name: 'RecordCorrectionNoticeDelivery', data: { servedOn: '2024-12-30' } },
    ];
    expect(periods.c2(after(...asked))).toBe('2025-01-14');
    const corrected = after(...asked, { name: 'ReceiveCorrection', data: { correctedOn: '2025-01-10' } });
    expect(periods.c3(corrected, '2025-01-10')).toBe('2025-02-13');
    const lapsed = after(...asked, { name: 'LapseCorrection', data: {} });
    expect(lapsed.closing?.on).toBe('2025-01-15');
    expect(cellsOf(lapsed, 2025)).toMatchObject({
      't3.carried_in.total': 1,
      't3.other_correction_lapsed.natural_person': 1,
    });
  });

  it.each([
    ['X20', dueAfterDays('2024-12-03', 60), '2025-02-05'],
    ['X21', dueAfterDays('2024-08-02', 60), '2024-10-08'],
    ['X22', dueAfterDays('2025-01-14', 15), '2025-02-05'],
    ['X23', dueAfterMonths('2025-04-03', 6), '2025-10-09'],
    ['X24', dueAfterMonths('2025-08-31', 6), '2026-02-28'],
    ['X25', periods.c10('2025-01-26', 'simplified'), '2025-02-08'],
    ['X26', due('2025-09-25', 20), '2025-10-29'],
  ])('%s', (_, computed, expected) => {
    expect(computed).toBe(expected);
  });
});
