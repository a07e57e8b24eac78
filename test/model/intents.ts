import fc from 'fast-check';

/** What somebody has in mind, before it is known how the case stands: every choice is a number. */
export interface Intent {
  /** Which act: mostly one that the state might allow, sometimes any. */
  act: number;
  anyAct: boolean;
  /** Which day, and how it lies to the days that matter. */
  day: number;
  dayKind: number;
  /** How many days after the act it is recorded. */
  lag: number;
  role: number;
  /** What is wrong with it, if anything. */
  fault: number;
  choices: readonly number[];
}

const intent: fc.Arbitrary<Intent> = fc.record({
  act: fc.nat({ max: 9_999 }),
  anyAct: fc.integer({ min: 0, max: 6 }).map((n) => n === 6),
  day: fc.nat({ max: 99 }),
  dayKind: fc.nat({ max: 19 }),
  lag: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat({ max: 40 }) }),
  role: fc.nat({ max: 19 }),
  fault: fc.nat({ max: 24 }),
  choices: fc.array(fc.nat({ max: 999 }), { minLength: 6, maxLength: 6 }),
});

/** 1 to 25 acts; the first day is spread over the years with a schedule. */
export const sequences: fc.Arbitrary<{ start: number; intents: Intent[] }> = fc.record({
  start: fc.nat({ max: 900 }),
  intents: fc.array(intent, { minLength: 1, maxLength: 25, size: 'max' }),
});
