import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { EVENTS } from '../../src/events/definitions';
import { ENTRY_FIELDS } from '../../src/events/entry-fields';
import type { CaseEventType } from '../../src/events/catalogue';
import { PAGES } from './pages';

it.each(PAGES.map(([file, page]) => [basename(file), file, page] as const))(
  'docs/%s is what the code says today (npm run docs)',
  (_, file, page) => {
    expect(readFileSync(file, 'utf8')).toBe(page());
  },
);

it('what is protected is among the fields', () => {
  for (const type of Object.keys(ENTRY_FIELDS) as CaseEventType[]) {
    expect(Object.keys(ENTRY_FIELDS[type])).toEqual(expect.arrayContaining([...EVENTS[type].protectedFields]));
  }
});
