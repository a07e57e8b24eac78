import type { Case } from './case';

const year = (day: string): number => Number(day.slice(0, 4));

/** The cells of tables 3 and 4 that the case alone fills in a year; what is 0 is left out. */
export function cellsOf(now: Case, of: number): Record<string, number> {
  const cells: Record<string, number> = {};
  if (now.receivedOn === null || now.status === 'VOID' || now.status === 'SPLIT') return cells;
  const count = (cell: string) => (cells[cell] = (cells[cell] ?? 0) + 1);
  const row = (code: string) => [now.applicantKind, 'total'].forEach((column) => count(`t3.${code}.${column}`));

  const start = `${of}-01-01`;
  const end = `${of}-12-31`;
  const { receivedOn, closing } = now;
  if (receivedOn >= start && receivedOn <= end) row('new_received');
  if (receivedOn < start && (!closing || closing.on >= start)) row('carried_in');
  if (closing && closing.on >= start && closing.on <= end) {
    row(closing.resultCode);
    row('results_total');
  }
  if (receivedOn <= end && (!closing || closing.on > end)) row('carried_out');

  for (const { filedOn, acceptedOn, copyReceivedOn, concluded } of now.recons) {
    proceeding(
      'recon',
      acceptedOn ?? copyReceivedOn ?? filedOn,
      concluded?.servedOn ?? concluded?.on,
      concluded?.result,
    );
  }
  for (const { route, filedOn, copyReceivedOn, concluded } of now.suits) {
    const group = route === 'direct' ? 'suit_direct' : 'suit_after_recon';
    proceeding(group, copyReceivedOn ?? filedOn, concluded?.on, concluded?.result);
  }
  return cells;

  /** */
  function proceeding(group: string, filedOn: string, concludedOn?: string, result?: string): void {
    if (concludedOn !== undefined && year(concludedOn) === of)
      [result, 'total'].forEach((c) => count(`t4.${group}.${c}`));
    if (filedOn <= end && (concludedOn === undefined || concludedOn > end)) {
      ['pending', 'total'].forEach((c) => count(`t4.${group}.${c}`));
    }
  }
}
