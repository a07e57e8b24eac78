import { hash } from 'node:crypto';
import type { CellId } from '@app/annual-report';
import { leafHash, type LogStore, type StoredEvent } from '@app/event-store';
import { inclusionProof } from '../merkle';
import { sealIn, SEAL_EVENT, SEALS_STREAM, type SealInLog } from '../sealed-event';
import { memberId, PROOF_FORMAT, PROOF_VERSION, type CellProof, type Included, type ProofMember } from './format';

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
}

/** @throws NotSealed */
export async function proveCell(log: Pick<LogStore, 'head' | 'readStored'>, order: ProofOrder): Promise<CellProof> {
  const { unit, year, cell, label, value, position, frozen } = order;
  const { storeId } = await log.head();
  const seals = await sealsOf(log);
  const wanted = new Set([
    ...order.members.map((member) => member.position),
    ...(frozen === undefined ? [] : [frozen]),
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
  const report = frozen === undefined ? undefined : found.get(frozen)!;
  return {
    format: PROOF_FORMAT,
    version: PROOF_VERSION,
    store: storeId,
    unit,
    year,
    cell,
    label,
    value,
    position,
    keys: keysOf(touched),
    seals: [...touched].map(({ seal, text, keyId, signature }) => ({ number: seal.number, text, keyId, signature })),
    report: report ? { ...placeOf(report), header: headerOf(report.event), body: report.event.body } : null,
    members: order.members.map(({ position: at, show }) => {
      const one = found.get(at)!;
      const salt = order.saltOf(['cell proof', unit, year, cell, one.event.id].join('\u001f'));
      return memberOf(one, show, salt);
    }),
  };
}

async function sealsOf(log: Pick<LogStore, 'readStored'>): Promise<SealInLog[]> {
  const seals: SealInLog[] = [];
  for await (const event of log.readStored()) {
    const sealed = event.stream === SEALS_STREAM && event.type === SEAL_EVENT ? sealIn(event) : undefined;
    if (sealed) seals.push(sealed);
  }
  return seals;
}

function sealOver(seals: readonly SealInLog[], position: number): SealInLog {
  const over = seals.find(({ seal }) => seal.from <= position && position <= seal.to);
  if (!over) throw new NotSealed(position);
  return over;
}

function keysOf(seals: ReadonlySet<SealInLog>): CellProof['keys'] {
  return [...new Map([...seals].map(({ keyId, publicKey }) => [publicKey, { keyId, key: publicKey }])).values()];
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
