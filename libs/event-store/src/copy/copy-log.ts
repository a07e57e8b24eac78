import { ahead } from '../ahead';
import { EMPTY_HEAD, headAfter } from '../chain';
import type { LogHead, Position } from '../port';
import type { StoredEvent } from '../stored-event';
import { verifyChain } from '../verify-chain';
import { type CopiedEvent, CopyRefused, type CopySide } from './copy-side';

export interface CopyProgress {
  stage: 'copying' | 'verifying';
  position: Position;
  of: Position;
}

export interface CopyReport {
  storeId: string;
  /** Events in the copy, and how many of them this run brought. */
  events: number;
  copied: number;
  streams: number;
  keys: number;
  /** Head of the chain, the same in both logs. */
  hash: string;
}

/**
 * Copies a whole log: order, ids, instants, actors, bodies and hashes are the same afterwards, and so is the store id,
 * without which no protected field could be read again (F35, docs/log-format.md). A copy that was broken off goes on
 * behind its last event; what is there is compared by its hash and never written over. At the end the copy's chain is
 * computed anew from what lies there, up to the source's head.
 * @throws CopyRefused
 */
export async function copyLog(
  source: CopySide,
  target: CopySide,
  onProgress: (progress: CopyProgress) => void = () => undefined,
): Promise<CopyReport> {
  await assertTakes(target, source);
  await target.receiveMasterKeys(await source.masterKeys());
  const end = await source.head();
  const copied = await copyEvents(source, target, end, onProgress);
  let keys = 0;
  for await (const page of source.keyPages()) {
    await target.receiveKeys(page);
    keys += page.length;
  }
  const { events, streams } = await verified(target, end, onProgress);
  return { storeId: end.storeId, events, copied, streams, keys, hash: end.hash };
}

/** The target is empty, or holds the beginning of this very log and no key of another. */
async function assertTakes(target: CopySide, source: CopySide): Promise<void> {
  const [there, { storeId }] = [await target.head(), await source.head()];
  const beginning =
    there.position === 0 || (there.storeId === storeId && (await source.hashAt(there.position)) === there.hash);
  if (!beginning) {
    throw new CopyRefused(
      'FOREIGN_TARGET',
      `the target holds ${there.position} events that are not the beginning of the source`,
    );
  }
  const known = await source.masterKeys();
  for (const [id, { check }] of await target.masterKeys()) {
    if (known.get(id)?.check === check) continue;
    throw new CopyRefused('FOREIGN_TARGET', 'the target was used with a master key the source does not know');
  }
}

async function copyEvents(
  source: CopySide,
  target: CopySide,
  end: LogHead,
  onProgress: (progress: CopyProgress) => void,
): Promise<number> {
  let at: LogHead = { ...(await target.head()), storeId: end.storeId };
  const first = at.position;
  for await (const page of ahead(source.pages(at.position, end.position))) {
    const behind = chained(at, page);
    await target.receive(at, page);
    at = behind;
    onProgress({ stage: 'copying', position: at.position, of: end.position });
  }
  if (at.position !== end.position || at.hash !== end.hash) {
    throw new CopyRefused('BROKEN_SOURCE', `the source ends at ${at.position}, its head says ${end.position}`);
  }
  return at.position - first;
}

/** The head behind a page. @throws CopyRefused when the source's own chain does not hold there: it is not copied on */
function chained(from: LogHead, page: readonly CopiedEvent[]): LogHead {
  let { position, hash } = from;
  for (const event of page) {
    hash = headAfter(hash, event);
    position++;
    if (event.position !== position || event.hash !== hash) {
      throw new CopyRefused('BROKEN_SOURCE', `the source's chain does not hold at position ${position}`);
    }
  }
  return { storeId: from.storeId, position, hash };
}

async function verified(target: CopySide, end: LogHead, onProgress: (progress: CopyProgress) => void) {
  const stored = async function* (): AsyncGenerator<StoredEvent> {
    for await (const page of ahead(target.pages(0, end.position))) {
      yield* page;
      onProgress({ stage: 'verifying', position: page.at(-1)!.position, of: end.position });
    }
  };
  const report = await verifyChain(stored(), { from: { position: 0, hash: EMPTY_HEAD }, head: end });
  const head = await target.head();
  const [fault] = report.faults;
  if (fault || head.storeId !== end.storeId || head.position !== end.position || head.hash !== end.hash) {
    throw new CopyRefused('BROKEN_COPY', `the copy is not the source: ${fault?.kind ?? 'another head'}`);
  }
  return report;
}
