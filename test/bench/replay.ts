import { GetEntryRadar, SearchCases } from '@app/read-models';
import { importLedgerFile, openCaseReplay, replayDocument } from '@app/runtime';
import { caseHistory, caseStream } from '@app/use-cases';
import { makeCity } from '../support/city/city';
import { ledgerCsv } from '../support/city/ledger-csv';
import { figure, seconds } from './machine';
import { ACTOR, UNIT, openStand } from './stand';

const EVENTS = 10_000;
const CASES = 2_000;
const ASKED = 300;

/** One moment of one case out of ten thousand events, against only reading that case from the log. */
export async function replayFigure(): Promise<void> {
  const stand = await openStand();
  try {
    const { ledger } = stand;
    const { write, store } = ledger.foundation;
    const csv = ledgerCsv(
      makeCity({ cases: CASES, seed: 1, from: '2024-01-01', to: '2025-12-31', upTo: '2026-02-28' }),
    );
    await importLedgerFile(ledger, { file: { name: 'city.csv', bytes: Buffer.from(csv) }, unit: UNIT, actor: ACTOR });
    const { position: events } = await store.head();
    if (events < EVENTS) throw new Error(`the register has only ${events} events`);
    const caseIds: string[] = [];
    let cursor: string | undefined;
    while (caseIds.length < ASKED) {
      const page = await ledger.ask(new SearchCases({ unit: UNIT, limit: 100, ...(cursor && { cursor }) }));
      caseIds.push(...page.items.map(({ caseId }) => caseId));
      cursor = page.nextCursor ?? undefined;
    }
    const took: number[] = [];
    for (const caseId of caseIds) {
      took.push(
        await seconds(async () => {
          const replay = await openCaseReplay(write, caseId);
          replayDocument(replay, { at: `r${took.length % replay.file.history.length}`, working: true });
        }),
      );
    }
    const read = await seconds(async () => {
      for (const caseId of caseIds) await caseHistory(store, caseStream(caseId));
    });
    const radar = await seconds(() => ledger.ask(new GetEntryRadar(UNIT)));
    const ms = took.map((one) => Math.round(one * 10_000) / 10).sort((a, b) => a - b);
    figure(
      'a replay of one moment against reading the case from the log',
      { what: 'replays/s', perSecond: caseIds.length / took.reduce((sum, one) => sum + one, 0) },
      { what: 'cases read/s', perSecond: caseIds.length / read },
      {
        events,
        medianMs: ms[ms.length >> 1],
        p95Ms: ms[Math.floor(ms.length * 0.95)],
        worstMs: ms.at(-1),
        radarOfAllSeconds: Number(radar.toFixed(2)),
      },
    );
  } finally {
    await stand.close();
  }
}
