import { readFileSync } from 'node:fs';
import { ATTACKS } from '../../src/attacks';
import { evidencePage, PAGE } from './evidence-page';

it('docs/evidence.md says of attacks and faults what the code says today (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(evidencePage());
});

it('what less than everything finds has its kinds, and what needs more has its reason', () => {
  for (const { found, by, because } of Object.values(ATTACKS)) {
    expect(by.length > 0).toBe(found !== 'nothing');
    expect(because !== undefined).toBe(found !== 'log');
  }
});
