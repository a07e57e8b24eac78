import type { EventAsFound } from '@app/event-store';
import type { LogInHand } from './log-in-hand';

interface HeaderField {
  column: string;
  /** A value that could stand there, and is another one. */
  other: (event: EventAsFound, log: LogInHand) => unknown;
  /** Where it is missed; at the event itself where left out. `now`: what stands there instead. */
  missedAt?: (position: number, last: number, now: unknown) => number;
}

const day = (text: string, days: number): string =>
  new Date(Date.parse(`${text}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export type HeaderFieldName =
  | 'position'
  | 'stream'
  | 'revision'
  | 'id'
  | 'type'
  | 'schemaVersion'
  | 'effectiveOn'
  | 'recordedAt'
  | 'recordedAtBelowMs'
  | 'actorId'
  | 'actorRole';

/** The ten fields of the leaf (`docs/log-format.md`); the instant twice, for what no text of milliseconds would show. */
export const HEADER_FIELDS: Record<HeaderFieldName, HeaderField> = {
  position: {
    column: 'position',
    other: (_, { last, choose }) => last + choose.between(1, 9),
    // By the event after it; the last one stands alone beyond the gap.
    missedAt: (position, last, now) => (position === last ? Number(now) : position + 1),
  },
  stream: { column: 'stream', other: ({ stream }) => `${stream}x` },
  revision: { column: 'revision', other: ({ revision }) => revision + 1_000 },
  id: { column: 'id', other: (_, { choose }) => choose.uuid() },
  type: { column: 'type', other: ({ type }) => (type === 'CaseVoided' ? 'CaseClosed' : 'CaseVoided') },
  schemaVersion: { column: 'schema_version', other: ({ schemaVersion }) => schemaVersion + 1 },
  effectiveOn: {
    column: 'effective_on',
    other: ({ effectiveOn }, { choose }) => day(effectiveOn, choose.of([-30, -1, 1, 365])),
  },
  recordedAt: {
    column: 'recorded_at',
    other: ({ recordedAt }, { choose }) =>
      new Date(Date.parse(recordedAt) + choose.of([-86_400_000, -1, 1, 60_000])).toISOString(),
  },
  recordedAtBelowMs: {
    column: 'recorded_at',
    other: ({ recordedAt }, { choose }) =>
      recordedAt.replace('Z', `${choose.between(1, 999).toString().padStart(3, '0')}Z`),
  },
  actorId: { column: 'actor_id', other: ({ actor }, { choose }) => choose.of([`${actor.id}2`, 'somebody-else']) },
  actorRole: { column: 'actor_role', other: ({ actor }) => (actor.role === 'admin' ? 'handler' : 'admin') },
};
