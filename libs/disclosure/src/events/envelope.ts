import type { CivilDate, Instant } from '../calendar/civil-date';
import type { Actor } from '../vocabulary/roles';
import type { CaseEventData, CaseEventType, LedgerEventData, LedgerEventType, OfficeEventType } from './catalogue';

/** Where an imported event came from (L-20). */
export interface Origin {
  fileSha256: string;
  sheet: string;
  row: number;
}

/** What the envelope carries besides the fact itself. */
export interface EventMetadata {
  /** The unit whose case it is (agencyId of regulation §14). */
  unit: string;
  /** The command that caused it; event ids derive from it. */
  commandId: string;
  note?: string;
  origin?: Origin;
  /**
   * Recognises the applicant of the case within the unit from here on, without telling who it is: a keyed hash.
   * `null`: no longer known. Stands with the registration and with what corrects the applicant.
   */
  applicantKey?: string | null;
}

/** What a decision yields: a fact and the day it took effect. Ids, actor and instant are added when it is stored. */
export type NewEventOf<T extends LedgerEventType> = {
  [K in T]: { type: K; effectiveOn: CivilDate; data: LedgerEventData[K]; note?: string };
}[T];
export type NewCaseEvent = NewEventOf<CaseEventType>;
export type NewOfficeEvent = NewEventOf<OfficeEventType>;

/** A stored fact as the core sees it; two clocks (D2): when it took effect, when we recorded it. */
export type RecordedEventOf<T extends LedgerEventType> = {
  [K in T]: {
    id: string;
    type: K;
    /** `case-<caseId>` for a case; the others are named at `OfficeEventData`. */
    stream: string;
    effectiveOn: CivilDate;
    recordedAt: Instant;
    actor: Actor;
    /** Place in its stream, from 0. */
    revision: number;
    /** Place in the log; opaque, ordered. */
    position: number;
    data: LedgerEventData[K];
    metadata: EventMetadata;
  };
}[T];
export type CaseEvent = RecordedEventOf<CaseEventType>;
export type OfficeEvent = RecordedEventOf<OfficeEventType>;
export type LedgerEvent = RecordedEventOf<LedgerEventType>;
export type CaseEventOf<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;

/** Event types with their Chinese names and the fields under protection (D9), keyed so that none can be forgotten. */
export interface EventDefinition<T extends LedgerEventType> {
  label: string;
  /** Current schema version of the data (D15). */
  version: number;
  protectedFields: readonly (keyof LedgerEventData[T] & string)[];
  /** Whose data the protected fields are; the erasure of one subject leaves the other's. */
  subject?: 'applicant' | 'third_party';
}
export type EventDefinitions = { [T in LedgerEventType]: EventDefinition<T> };
export type { CaseEventData, CaseEventType };
