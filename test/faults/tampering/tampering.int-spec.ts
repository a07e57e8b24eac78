import { appendFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type Attack, ATTACKS, type Fault, type FoundLog, type LogReport, verifyLog } from '@app/evidence';
import { verifyLedger } from '@app/runtime';
import { sayWhetherBothAreAsked } from '../bundle-tampering/python';
import { agreedOn, type Known, SecondVerifier } from './both-verifiers';
import { bytesOf, changeByte, isMissed } from './bytes';
import { HEADER_FIELDS, type HeaderFieldName } from './header-fields';
import { LogInHand, type WholeLog, wholeLog } from './log-in-hand';
import { Choices } from './random';
import { type SealedLedger, sealedLedger } from './sealed-ledger';
import { TAMPER, type Tampered } from './tamper';

jest.setTimeout(3_600_000);

/** How many tamperings; the long run is `npm run test:tamper`. */
const TAMPERINGS = Number(process.env['TAMPERINGS'] ?? 60);
/** How many copies that nobody touched. */
const UNTOUCHED = Number(process.env['UNTOUCHED'] ?? Math.ceil(TAMPERINGS / 10));
/** Rows of which every byte is changed; of one row every twentieth where none are asked for. */
const ROWS = Number(process.env['ROWS'] ?? 0);
const SEED = Number(process.env['TAMPER_SEED'] ?? 1 + Math.floor(Math.random() * 1e6));
/** A file for the outcome of every tampering, a line of JSON each. */
const OUT = process.env['TAMPER_OUT'];

/** All of them, so that two verdicts can be compared. */
const MOST_FAULTS = 1_000_000;

const FIELDS = Object.keys(HEADER_FIELDS) as HeaderFieldName[];
/** Every attack in turn, and within it every header field, so that none is left out by chance. */
const PLAN = (Object.keys(ATTACKS) as Attack[]).flatMap((attack) =>
  (attack === 'header_field' ? FIELDS : FIELDS.slice(0, 1)).map((field) => ({ attack, field })),
);

sayWhetherBothAreAsked();

describe(`a log that was tampered with (seed ${SEED})`, () => {
  let ledger: SealedLedger;
  let second: SecondVerifier | undefined;
  /** How often the two verifiers were asked the same, and what they said differently. */
  const both = { asked: 0, disagreed: [] as string[] };
  beforeAll(async () => {
    second = await SecondVerifier.start();
    ledger = await sealedLedger();
  });
  afterAll(async () => {
    await second?.stop();
    await ledger.close();
  });

  /** The template and the older one, read once: every copy begins like that. */
  const before = new Map<string, Promise<WholeLog>>();
  const asItWas = (template: string, connectionString: string): Promise<WholeLog> => {
    const known = before.get(template) ?? wholeLog(connectionString);
    before.set(template, known);
    return known;
  };

  /** What is seen in the log alone, with the right public key, and with the deposits as well. */
  const verified = async (connectionString: string, deposited = ledger.deposits.length): Promise<Reports> => {
    const found = await wholeLog(connectionString);
    const { head, seals, events, keys } = found;
    const log: FoundLog = { head, seals, events, keys: { rows: () => keys, erasure: 'PersonErased' } };
    const secondly = await second?.written(found);
    const judged = async (known: Known): Promise<LogReport> => {
      const report = await verifyLog(log, { ...known, mostFaults: MOST_FAULTS });
      const other = await secondly?.(known);
      if (other) both.asked++;
      const [ours, theirs] = [agreedOn(report), agreedOn(other ?? report)];
      if (!isDeepStrictEqual(ours, theirs)) both.disagreed.push(JSON.stringify({ ours, theirs }));
      return report;
    };
    const trusted = [ledger.key];
    return {
      alone: await judged({}),
      withKey: await judged({ trusted }),
      withDeposit: await judged({ trusted, deposited: ledger.deposits.slice(0, deposited) }),
    };
  };

  const once = async ({ attack, field }: (typeof PLAN)[number], choose: Choices): Promise<string[]> => {
    const template = attack === 'older_backup' ? ledger.older : ledger.template;
    const copy = await ledger.copies.of(template);
    try {
      const was = await asItWas(template, copy.connectionString);
      const log = new LogInHand(copy, was, choose, ledger.deposits, ledger.key);
      const done: Tampered =
        attack === 'older_backup'
          ? { detail: `up to ${log.last}`, lost: lostAfter(log.last, log.sealedTo) }
          : await TAMPER[attack](log, field);
      const reports = await verified(copy.connectionString, done.deposited);
      const wrong = wrongWith(attack, done, reports);
      wrong.push(...both.disagreed.splice(0).map((what) => `the verifiers disagree: ${what}`));
      if (OUT)
        appendFileSync(OUT, `${JSON.stringify({ attack, ...done, faults: reports.withDeposit.faults, wrong })}\n`);
      return wrong.map((what) => `${attack} (${done.detail}): ${what}`);
    } finally {
      await copy.drop();
    }
  };

  it(`is not called untouched, and what was touched is named, ${TAMPERINGS} times`, async () => {
    const choose = new Choices(SEED);
    const tally: Partial<Record<Attack, number>> = {};
    const wrong: string[] = [];
    for (let n = 0; n < TAMPERINGS; n++) {
      const next = PLAN[n % PLAN.length]!;
      tally[next.attack] = (tally[next.attack] ?? 0) + 1;
      wrong.push(...(await once(next, choose)));
      if (n % 50 === 49) process.stderr.write(`${n + 1} / ${TAMPERINGS}, wrong: ${wrong.length}\n`);
    }
    process.stderr.write(
      `${JSON.stringify({ seed: SEED, tamperings: TAMPERINGS, events: ledger.events, judgedByBoth: both.asked, tally })}\n`,
    );
    expect(wrong).toEqual([]);
    if (TAMPERINGS >= PLAN.length) expect(Object.keys(tally)).toEqual(Object.keys(ATTACKS));
  });

  it(`and ${ROWS > 0 ? `every byte of ${ROWS} rows` : 'every twentieth byte of a row'} is missed, at its very place`, async () => {
    const choose = new Choices(SEED + 1);
    const copy = await ledger.copies.of(ledger.template);
    const log = new LogInHand(copy, await wholeLog(copy.connectionString), choose, ledger.deposits, ledger.key);
    const wrong: string[] = [];
    let changes = 0;
    for (let row = 0; row < Math.max(ROWS, 1); row++) {
      // The last one can move nowhere: that is `append_past_head` and `cut_tail`.
      const event = log.at(log.place(log.last - 1));
      for (const change of bytesOf(event, log).filter((_, n) => ROWS > 0 || n % 20 === SEED % 20)) {
        changes++;
        const restore = await changeByte(log, event, change);
        const { faults } = await verifyLedger({ connectionString: copy.connectionString, trusted: [ledger.key] });
        await restore();
        if (!isMissed(faults, change.missedAt ?? event.position)) {
          wrong.push(`${event.position} ${change.column} byte ${change.byte}: ${JSON.stringify(faults.slice(0, 3))}`);
        }
        if (changes % 500 === 0) process.stderr.write(`${changes} bytes, wrong: ${wrong.length}\n`);
      }
    }
    expect(await verifyLedger({ connectionString: copy.connectionString })).toMatchObject({ ok: true });
    await copy.drop();
    process.stderr.write(
      `${JSON.stringify({ seed: SEED, rows: Math.max(ROWS, 1), bytes: changes, wrong: wrong.length })}\n`,
    );
    expect(wrong).toEqual([]);
  });

  it('and a copy that nobody touched is called whole, every time', async () => {
    both.asked = 0;
    for (let n = 0; n < UNTOUCHED; n++) {
      const copy = await ledger.copies.of(ledger.template);
      const { connectionString } = copy;
      const reports = {
        ...(await verified(connectionString)),
        asOperatorsDo: await verifyLedger({ connectionString }),
      };
      await copy.drop();
      for (const report of Object.values(reports)) {
        expect(report).toMatchObject({ ok: true, events: ledger.events, seals: 4, sealedTo: ledger.events - 1 });
      }
      expect(both.disagreed).toEqual([]);
    }
    process.stderr.write(
      `${JSON.stringify({ seed: SEED, untouched: UNTOUCHED, alarms: 0, judgedByBoth: both.asked })}\n`,
    );
  });
});

const lostAfter = (last: number, to: number) => ({ from: last + 1, to, events: to - last });

interface Reports {
  alone: LogReport;
  withKey: LogReport;
  withDeposit: LogReport;
}

/** How the reports differ from what the table of attacks says. */
function wrongWith(attack: Attack, done: Tampered, { alone, withKey, withDeposit }: Reports): string[] {
  const { found, by } = ATTACKS[attack];
  const wrong: string[] = [];
  const sees = ({ faults }: LogReport): boolean => faults.some(({ kind }) => by.includes(kind));
  // A tail may take the record of an erasure with it, whose key is gone all the same.
  const blind = ({ faults }: LogReport): boolean => faults.every(({ kind }) => kind === 'KEY_DESTROYED');
  const must = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  if (found === 'log') must(sees(alone) && !alone.ok, `not seen in the log alone: ${kindsOf(alone)}`);
  else must(blind(alone), `seen in the log alone: ${kindsOf(alone)}`);
  if (found === 'public_key') must(sees(withKey), `not seen with the public key: ${kindsOf(withKey)}`);
  if (found === 'deposit') must(blind(withKey), `seen without a deposit: ${kindsOf(withKey)}`);
  if (found === 'nothing') must(blind(withDeposit), `seen at all: ${kindsOf(withDeposit)}`);
  else must(sees(withDeposit) && !withDeposit.ok, `not seen with everything: ${kindsOf(withDeposit)}`);
  if (done.at !== undefined) must(withDeposit.faults.some(isAt(done.at)), `nothing named at ${done.at}`);
  if (done.lost) {
    const { from, to, events } = done.lost;
    const names = ({ kind, ...fault }: Fault) =>
      (kind === 'TAIL_MISSING' || kind === 'DEPOSIT_BEYOND') &&
      fault.from === from &&
      fault.to === to &&
      fault.events === events;
    must(withDeposit.faults.some(names), `the ${events} events ${from}-${to} are not named as lost`);
  }
  return wrong;
}

const isAt = (at: number) => (fault: Fault) =>
  fault.position === at || (fault.from !== undefined && fault.from <= at && at <= fault.to!);

const kindsOf = ({ faults }: LogReport): string => [...new Set(faults.map(({ kind }) => kind))].join(' ') || 'nothing';
