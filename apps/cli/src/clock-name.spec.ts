import { CLOCK_NAMES, type ClockId } from '@app/disclosure';
import { clockName } from './clock-name';

it.each(Object.keys(CLOCK_NAMES) as ClockId[])('%s is printed with what it is called', (id) => {
  expect(clockName(id)).toBe(`${id} ${CLOCK_NAMES[id].zh}`);
  expect(clockName(id)).toMatch(/\p{Script=Han}/u);
});
