import { cellsOf } from '@app/annual-report';
import type { StatisticalFacts } from '@app/disclosure';

const facts: StatisticalFacts = {
  unit: 'U',
  caseId: 'c',
  caseNo: '2024-1',
  statYear: 2024,
  receivedOn: '2024-12-31',
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

const lines = (year: number) => cellsOf(facts, year).map(({ cell, eventId, rule }) => `${cell} ${eventId} ${rule}`);

describe('cellsOf', () => {
  it('names the receipt for what came in and what was carried out (S1, 2024)', () => {
    expect(lines(2024)).toEqual([
      't3.new_received.legal_commercial received A-20',
      't3.new_received.total received A-20',
      't3.carried_out.legal_commercial received A-23',
      't3.carried_out.total received A-23',
    ]);
  });

  it('names the receipt for what was carried in and the conclusion for the result, totals included (S1, 2025)', () => {
    expect(lines(2025)).toEqual([
      't3.carried_in.legal_commercial received A-22',
      't3.carried_in.total received A-22',
      't3.granted.legal_commercial closed A-24',
      't3.granted.total closed A-24',
      't3.results_total.legal_commercial closed A-24',
      't3.results_total.total closed A-24',
      't4.recon.pending filed A-51',
      't4.recon.total filed A-51',
    ]);
  });

  it('names the conclusion for the result of a proceeding, and leaves the case itself out of later years', () => {
    expect(lines(2026)).toEqual(['t4.recon.corrected ended A-52', 't4.recon.total ended A-52']);
  });

  it('has nothing to say about years before the receipt', () => {
    expect(lines(2023)).toEqual([]);
  });
});
