import { EVENTS, type Actor, type LedgerEventType, type Role } from '@app/disclosure';
import { writeBundle, type BundleWritten, type Sink } from '@app/evidence';
import { recordRead, Refused } from '@app/use-cases';
import type { Foundation } from '../foundation';

export interface AuditBundleOrder {
  /** Both null: everything. */
  unit: string | null;
  year: number | null;
  /** The events of all others in full as well. */
  everything: boolean;
  /** Personal data are opened for this bundle, by whom, through which door, and what for in a few words. */
  opening?: { actor: Actor; door: string; note: string };
  onPosition?: (position: number, of: number) => void;
}

/** Who may give the keys of a unit's cases away; every time is recorded before (T20). */
export const BUNDLE_OPENERS: readonly Role[] = ['auditor', 'office_head', 'admin'];

/** Every field a data key opens, as the records of reads name them. */
const PROTECTED_FIELDS = (Object.keys(EVENTS) as LedgerEventType[])
  .flatMap((type) => EVENTS[type].protectedFields.map((field) => `${type}.${field}`))
  .sort();

/**
 * Writes an audit bundle (`docs/audit-bundle.md`) up to the last seal, a line at a time.
 * @throws NothingSealed, UnitNotSealed, Refused E_ROLE
 */
export async function writeAuditBundle(
  { log, write, openDataKeys }: Pick<Foundation, 'log' | 'write' | 'openDataKeys'>,
  { opening, ...order }: AuditBundleOrder,
  sink: Sink,
): Promise<BundleWritten> {
  const { unit } = order;
  if (opening && !BUNDLE_OPENERS.includes(opening.actor.role)) {
    throw new Refused({
      code: 'E_ROLE',
      detail: { role: opening.actor.role, allowed: BUNDLE_OPENERS.join(', ') },
    });
  }
  if (opening && unit === null) throw new RangeError('personal data are opened for one unit at a time');
  const calendars = await write.calendars();
  return writeBundle(
    log,
    {
      ...order,
      calendarAt: (position) => calendars.at(position),
      ...(opening && {
        opened: {
          by: opening.actor.id,
          role: opening.actor.role,
          at: new Date().toISOString(),
          note: opening.note,
          record: (cases) =>
            recordRead(write, opening.actor, {
              unit: unit!,
              cases,
              fields: PROTECTED_FIELDS,
              door: opening.door,
              purpose: 'audit',
            }),
          keysOf: async (streams) =>
            (await openDataKeys(streams)).map(({ bytes, ...key }) => ({ ...key, key: bytes.toString('base64') })),
        },
      }),
    },
    sink,
  );
}
