import { hash } from 'node:crypto';
import type { CellId } from '@app/annual-report';
import { leafHash, type LogStore, type StoredEvent } from '@app/event-store';
import { inclusionProof } from '../merkle';
import { sealIn, SEAL_EVENT, SEALS_STREAM, type SealInLog } from '../sealed-event';
import type { SealKey } from '../sign';
import {
  claimText,
  memberId,
  PROOF_FORMAT,
  PROOF_VERSION,
  type CellProof,
  type Included,
  type ProofMember,
  type Shown,
} from './format';
import type { Opened } from './contradiction';
import { isMoving, movedBy, openedOf } from './moved-by';

/** An event that has to be shown lies under no seal yet. */
export class NotSealed extends Error {
  override readonly name = 'NotSealed';
  constructor(readonly position: number) {
    super(`position ${position} is under no seal`);
  }
}

/** How much is told of each event of a cell. */
export type Showing = 'nothing' | 'header' | 'body';

export interface ProofOrder {
  unit: string;
  year: number;
  cell: CellId;
  label: string;
  value: number;
  /** Position the cell was counted at. */
  position: number;
  /** Position of the event that froze the report. */
  frozen?: number;
  members: readonly { position: number; show: Showing }[];
  /**
   * 32 hex digits that nobody else can make from this text: the same case has the same id in a later proof of the cell,
   * where it may be opened, and another in that of any other cell.
   */
  saltOf(text: string): string;
  /** The key of the seals, by which the claim is signed. */
  key: SealKey;
}

/** @throws NotSealed, OpenedContradicts */
export async function proveCell(log: Pick<LogStore, 'head' | 'readStored'>, order: ProofOrder): Promise<CellProof> {
  const { unit, year, cell, label, value, position, frozen } = order;
  const { storeId } = await log.head();
  const opened = new Set(order.members.filter(({ show }) => show === 'body').map((member) => member.position));
  const { seals, moved } = await survey(log, order, opened);
  const wanted = new Set([
    ...order.members.map((member) => member.position),
    ...(frozen === undefined ? [] : [frozen]),
    ...[...moved.values()].flat(),
  ]);
  const touched = new Set([...wanted].map((each) => sealOver(seals, each)));
  const found = new Map<number, Included & { event: StoredEvent }>();
  for (const { seal } of touched) {
    const leaves: Buffer[] = [];
    const shown: StoredEvent[] = [];
    for await (const event of log.readStored({ after: seal.from - 1, to: seal.to })) {
      leaves.push(leafHash(event));
      if (wanted.has(event.position)) shown.push(event);
    }
    for (const event of shown) {
      const index = event.position - seal.from;
      const path = inclusionProof(leaves, index).map((node) => node.toString('hex'));
      const leaf = leaves[index]!.toString('hex');
      found.set(event.position, { position: event.position, seal: seal.number, leaf, path, event });
    }
  }
  const shown = (at: number): Shown => {
    const { event, ...place } = found.get(at)!;
    return { ...place, header: headerOf(event), body: event.body };
  };
  const members = order.members.map(({ position: at, show }) => {
    const one = found.get(at)!;
    const salt = order.saltOf(['cell proof', unit, year, cell, one.event.id].join('\u001f'));
    const by = moved.get(at) ?? [];
    return { ...memberOf(one, show, salt), ...(by.length > 0 && { moved: by.map(shown) }) };
  });
  const claimed = {
    store: storeId,
    unit,
    year,
    cell,
    value,
    position,
    report: frozen === undefined ? null : shown(frozen),
    members,
  };
  const { key } = order;
  return {
    format: PROOF_FORMAT,
    version: PROOF_VERSION,
    ...claimed,
    label,
    claim: key.sign(claimText(claimed)),
    keys: keysOf(touched, key),
    seals: [...touched].map(({ seal, text, keyId, signature }) => ({ number: seal.number, text, keyId, signature })),
  };
}

/** The seals, and for each event that is opened the positions of those that moved it into the cell. */
async function survey(log: Pick<LogStore, 'readStored'>, order: ProofOrder, opened: ReadonlySet<number>) {
  const seals: SealInLog[] = [];
  const moves: Opened[] = [];
  const events: StoredEvent[] = [];
  for await (const event of log.readStored()) {
    const sealed = event.stream === SEALS_STREAM && event.type === SEAL_EVENT ? sealIn(event) : undefined;
    if (sealed) seals.push(sealed);
    if (event.position > order.position) continue;
    if (opened.has(event.position)) events.push(event);
    if (opened.size > 0 && isMoving(event.type)) moves.push(openedOf(event));
  }
  const moved = new Map(
    events.map((event) => [event.position, movedBy(order, openedOf(event), moves).map(({ position }) => position)]),
  );
  return { seals, moved };
}

function sealOver(seals: readonly SealInLog[], position: number): SealInLog {
  const over = seals.find(({ seal }) => seal.from <= position && position <= seal.to);
  if (!over) throw new NotSealed(position);
  return over;
}

function keysOf(seals: ReadonlySet<SealInLog>, claim: SealKey): CellProof['keys'] {
  const all = [
    ...[...seals].map(({ keyId, publicKey }) => ({ keyId, key: publicKey })),
    { keyId: claim.keyId, key: claim.raw },
  ];
  return [...new Map(all.map((each) => [each.key, each])).values()];
}

const placeOf = ({ position, seal, leaf, path }: Included): Included => ({ position, seal, leaf, path });

function headerOf(event: StoredEvent): NonNullable<ProofMember['header']> {
  const { stream, revision, id, type, schemaVersion, effectiveOn, recordedAt, actor } = event;
  return { stream, revision, id, type, schemaVersion, effectiveOn, recordedAt, actor };
}

function memberOf(found: Included & { event: StoredEvent }, show: Showing, salt: string): ProofMember {
  const { event } = found;
  const id = memberId(salt, event.stream);
  if (show === 'nothing') return { id, ...placeOf(found) };
  const body = show === 'body' ? { body: event.body } : { bodyHash: hash('sha256', event.body, 'hex') };
  return { id, salt, ...placeOf(found), header: headerOf(event), ...body };
}
