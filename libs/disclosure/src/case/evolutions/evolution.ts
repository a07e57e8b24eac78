import type { CaseEventOf, CaseEventType } from '../../events/envelope';
import type { CaseState } from '../state';

/** What one kind of event changes; never the given state itself. The status is derived afterwards. */
export type Evolution<T extends CaseEventType> = (state: CaseState, event: CaseEventOf<T>) => CaseState;
