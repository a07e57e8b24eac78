import { bookedFacts, whyNot, type CellId } from '@app/annual-report';
import type { StatisticalFacts } from '@app/disclosure';

type Because = ReturnType<typeof whyNot>;

const CLOSED: StatisticalFacts = {
  unit: 'U',
  caseId: 'c',
  caseNo: '2024-1',
  statYear: 2024,
  receivedOn: '2024-12-30',
  column: 'legal_commercial',
  receivedEventId: 'received',
  concludedYear: 2025,
  concludedOn: '2025-01-20',
  resultCode: 'granted',
  concludedEventId: 'closed',
  appeals: [
    {
      group: 'recon',
      filedOn: '2025-02-01',
      concludedOn: '2026-01-05',
      result: 'corrected',
      filedEventId: 'filed',
      concludedEventId: 'ended',
    },
  ],
};
const OPEN: StatisticalFacts = {
  ...CLOSED,
  concludedYear: undefined,
  concludedOn: undefined,
  resultCode: undefined,
  concludedEventId: undefined,
};

const received = (reason: Because[0]['reason'], asked: number): Because => [
  { reason, detail: { receivedIn: 2024, asked }, eventId: 'received' },
];
const concluded = (reason: Because[0]['reason'], asked: number | string): Because => [
  { reason, detail: { concludedIn: 2025, result: 'granted', asked }, eventId: 'closed' },
];

describe('the reasons of table 3 with the years and codes that explain them (A-20 to A-26)', () => {
  it.each<[CellId, number, Because]>([
    ['t3.new_received.total', 2025, received('received_earlier', 2025)],
    ['t3.new_received.total', 2023, received('received_later', 2023)],
    ['t3.carried_in.total', 2024, received('received_in_year', 2024)],
    ['t3.carried_in.total', 2023, received('received_later', 2023)],
    ['t3.carried_in.total', 2026, concluded('concluded_earlier', 2026)],
    ['t3.carried_out.total', 2023, received('received_later', 2023)],
    ['t3.carried_out.total', 2025, concluded('concluded_by_then', 2025)],
    ['t3.results_total.total', 2026, concluded('concluded_earlier', 2026)],
    ['t3.results_total.total', 2024, concluded('concluded_later', 2024)],
    ['t3.partially_granted.total', 2025, concluded('other_result', 'partially_granted')],
    [
      't3.granted.natural_person',
      2025,
      [
        {
          reason: 'other_column',
          detail: { column: 'legal_commercial', asked: 'natural_person' },
          eventId: 'received',
        },
      ],
    ],
  ])('%s of %i', (cell, year, because) => {
    expect(whyNot(CLOSED, year, cell)).toEqual(because);
  });

  it('have no result to name while a case is open', () => {
    expect(whyNot(OPEN, 2025, 't3.granted.total')).toEqual([{ reason: 'still_open', detail: { asked: 2025 } }]);
  });
});

describe('the reasons of table 4 with the years and codes that explain them (A-51 to A-55)', () => {
  it.each<[CellId, number, Because]>([
    ['t4.recon.total', 2024, [{ reason: 'filed_later', detail: { filedIn: 2025, asked: 2024 }, eventId: 'filed' }]],
    ['t4.recon.total', 2027, [{ reason: 'ended_earlier', detail: { endedIn: 2026, asked: 2027 }, eventId: 'ended' }]],
    ['t4.recon.pending', 2026, [{ reason: 'ended_by_then', detail: { endedIn: 2026, asked: 2026 }, eventId: 'ended' }]],
    ['t4.recon.corrected', 2025, [{ reason: 'pending', detail: { asked: 2025 }, eventId: 'filed' }]],
    [
      't4.recon.upheld',
      2026,
      [{ reason: 'other_outcome', detail: { outcome: 'corrected', asked: 'upheld' }, eventId: 'ended' }],
    ],
  ])('%s of %i', (cell, year, because) => {
    expect(whyNot(CLOSED, year, cell)).toEqual(because);
  });

  it('name every group the proceedings are of', () => {
    const [recon] = CLOSED.appeals;
    const appeals: StatisticalFacts['appeals'] = [
      recon!,
      { group: 'suit_after_recon', filedOn: '2026-01-20', filedEventId: 'sued' },
    ];
    expect(whyNot({ ...CLOSED, appeals }, 2026, 't4.suit_direct.total')).toEqual([
      {
        reason: 'other_route',
        detail: { groups: 'recon, suit_after_recon', asked: 'suit_direct' },
        eventId: 'filed',
      },
    ]);
  });

  it('name the group a published report counted, where it was corrected since (A-45)', () => {
    const [recon] = CLOSED.appeals;
    const then: StatisticalFacts = { ...CLOSED, appeals: [{ ...recon!, concludedOn: undefined, result: undefined }] };
    const now: StatisticalFacts = { ...CLOSED, appeals: [{ ...recon!, group: 'suit_direct' }] };
    const booked = bookedFacts([2025], [then, now])!;
    expect(whyNot(booked, 2026, 't4.suit_direct.total', now)).toEqual([
      { reason: 'published_books', detail: {} },
      { reason: 'other_route', detail: { groups: 'recon', asked: 'suit_direct' }, eventId: 'filed' },
    ]);
    expect(whyNot(booked, 2026, 't4.recon.total', now)).toEqual([]);
  });
});
