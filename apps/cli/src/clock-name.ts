import { CLOCK_NAMES, type ClockId } from '@app/disclosure';

/** `C3 答复`: a clock's number says nothing to whoever has not read the rules. */
export const clockName = (id: ClockId): string => `${id} ${CLOCK_NAMES[id].zh}`;
