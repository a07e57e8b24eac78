import { killImports } from './kill-import';

// A slow machine is no fault of what is tried.
jest.setTimeout(3 * 3_600_000);

/** How many kills; the long run is `npm run test:faults`. */
const KILLS = Number(process.env['FAULT_KILLS'] ?? 3);

it(`loses and doubles no acknowledged case over ${KILLS} kills of the importing process or its PostgreSQL`, async () => {
  const seed = Number(process.env['FAULT_SEED'] ?? 1 + Math.floor(Math.random() * 1e6));
  const report = await killImports(KILLS, seed, (line) => process.stderr.write(`${line}\n`));
  process.stderr.write(`${JSON.stringify({ seed, ...report })}\n`);
  expect(report).toMatchObject({ lost: [], wrongCells: [] });
  expect(report.kills).toBe(KILLS);
  expect(report.acknowledged).toBeGreaterThan(0);
});
