import type { Clock } from '@app/disclosure';
import { periods, type Case } from './rules';

/** The due dates the rules give a case, by clock; an empty list where the clock must not be there. */
export function expected(now: Case, today: string): Partial<Record<Clock['id'], string[]>> {
  const has = (...days: (string | undefined)[]) => days.filter((day): day is string => day !== undefined);
  const { status } = now;
  if (status === 'VOID' || status === 'SPLIT' || now.receivedOn === null) return { C1: [], C2: [], C3: [], C6: [] };
  const replied = periods.repliedOn(now);
  const runs = status === 'RUNNING' || status === 'CONSULTING' || status === 'DECIDED';
  const waits = status === 'AWAITING_CORRECTION' || status === 'AWAITING_PAYMENT';
  return {
    ...(status === 'RUNNING' || status === 'CONSULTING' || now.correction ? { C1: has(periods.c1(now)) } : {}),
    C2: has(periods.c2(now)),
    ...(runs ? { C3: has(periods.c3(now, today)) } : waits ? { C3: [] } : {}),
    ...(status === 'CLOSED' && replied !== undefined ? { C3: [periods.c3Replied(now, replied)] } : {}),
    C6: has(periods.c6(now)),
    C7: periods.c7(now),
    C8: periods.c8(now, today),
    C9: periods.c9(now, today),
    C10: now.recons.flatMap(({ copyReceivedOn, procedure }) =>
      has(copyReceivedOn && periods.c10(copyReceivedOn, procedure)),
    ),
    ...(status === 'REDECIDING' ? { C11: [periods.c11(now, today)] } : {}),
  };
}
