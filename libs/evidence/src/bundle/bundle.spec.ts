import { AuditedOffice, sourceOf } from '../../test/audited-office';
import { eventfulYears } from '../../test/eventful-years';
import { verifyBundle } from './verify-bundle';

const kindsIn = async (lines: string[], options = {}) =>
  (await verifyBundle(sourceOf(lines.join('')), options)).faults.map(({ kind }) => kind);

describe('an audit bundle', () => {
  let office: AuditedOffice;
  beforeAll(async () => {
    office = await eventfulYears(1);
  });

  it('of one unit has no fault, and every report of the unit counts to what was published', async () => {
    const { lines, written } = await office.bundle({ unit: 'U1', year: 2024 });
    const report = await verifyBundle(sourceOf(lines.join('')), {
      trusted: [office.key],
      deposited: [await office.deposit()],
    });
    expect(report.faults).toEqual([]);
    expect(report.events).toBe(written.positions);
    expect(written.headers).toBeGreaterThan(20);
    expect(report.reports.length).toBeGreaterThan(2);
    expect(report.cells!['t3.new_received.total']).toBeGreaterThan(0);
  });

  it('of everything has every event in full', async () => {
    const { lines, written } = await office.bundle({ unit: null, year: null, everything: true });
    expect(written.headers).toBe(0);
    expect(await kindsIn(lines)).toEqual([]);
  });
});
