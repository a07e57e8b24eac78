import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { COMMAND_FORMS } from '@app/command-forms';
import { caseIdOf } from '@app/use-cases';
import { lastDayOf } from '../../model/days';
import { MAKE, PEOPLE, type PlayedCommand, type PlayedName } from '../../model/making';
import { LIKELY, nextSteps } from '../../model/next-steps';
import { ask, emptyBook, later, type Book } from '../../model/rules';
import { askedOf, HttpCalls, NoAnswerOfTheLaw, type Sending } from '../two-writers/http-calls';
import type { Answer } from '../two-writers/one-clerk';
import type { History } from './history';
import { MODEL_TODAY } from './legal';

export const UNIT = 'demo';
const FIRST_DAY = '2025-03-03';
/** A case that has come so far is left alone. */
const LAST_DAY = '2025-12-20';
const LONGEST = 25;
/** So many refusals in a row: the server knows the case otherwise, as after a saboteur, and the clerks take the next. */
const STUCK = 20;
/** The load shares its processors with what it loads. */
const EVERY_MS = 60;
/** What makes cases of its own, and what speaks of cases the model does not have. */
const NOT_ASKED: readonly PlayedName[] = ['SplitApplication', 'LinkApplications', 'SelfCorrectDecision'];

export interface LoadOptions {
  /** Where each client asks; several where several api processes serve. */
  urls: readonly string[];
  history: History;
  random: () => number;
  clients?: number;
  /** Open at a time; several clients work on each. */
  cases?: number;
  /** Between two commands of a client, ms. */
  every?: number;
  /** Saboteur: an unknown outcome is sent again under another id. */
  freshIds?: boolean;
}

/** A case as the clients last heard of it; another may have gone on meanwhile, and then the server refuses. */
interface Heard {
  caseNo: string;
  caseId: string;
  book: Book;
  last: string;
  /** Ids of its events by revision. */
  ids: string[];
  refusedInARow: number;
}

/** Clerks over HTTP who do what the regulation lets them do next, and ask again until they are told the outcome. */
export class Load {
  acknowledged = 0;
  refused = 0;
  unknown = 0;
  private acts = 0;
  private registered = 0;
  private readonly http = new HttpCalls();
  private readonly open: Heard[] = [];
  private ending = false;
  private abandoned = false;
  private work: Promise<void>[] = [];

  constructor(private readonly options: LoadOptions) {}

  start(): void {
    const { clients = 6, cases = 4 } = this.options;
    while (this.open.length < cases) this.open.push(this.nextCase());
    this.work = Array.from({ length: clients }, (_, client) => this.client(client));
  }

  /** Waits until so many more were acknowledged; says whether, within the time. */
  async acknowledges(more: number, withinMs = 60_000): Promise<boolean> {
    const until = this.acknowledged + more;
    const end = Date.now() + withinMs;
    while (this.acknowledged < until && Date.now() < end) await pause(10);
    return this.acknowledged >= until;
  }

  /** Every command under way is asked to its end. */
  async end(): Promise<void> {
    this.ending = true;
    await Promise.all(this.work);
    this.http.close();
  }

  /** Nobody will answer any more. */
  abandon(): Promise<void> {
    this.abandoned = true;
    return this.end();
  }

  private nextCase(): Heard {
    const caseNo = `2025-${++this.registered}`;
    return { caseNo, caseId: caseIdOf(UNIT, caseNo), book: emptyBook, last: FIRST_DAY, ids: [], refusedInARow: 0 };
  }

  private async client(client: number): Promise<void> {
    const { random, every = EVERY_MS } = this.options;
    while (!this.ending) {
      const place = Math.floor(random() * this.open.length);
      const heard = this.open[place]!;
      const { status } = heard.book.now ?? {};
      const stuck = heard.refusedInARow > STUCK;
      const over = stuck || status === 'VOID' || heard.ids.length > LONGEST || heard.last > LAST_DAY;
      if (over) this.open[place] = this.nextCase();
      else await this.untilAnswered(client, heard, this.next(heard));
      await pause(every * random());
    }
  }

  /** What an office would do next; now and then a complaint, which is always in order, or something wrong. */
  private next({ book, last, caseNo, caseId, ids }: Heard): Sending {
    const { random } = this.options;
    const { now } = book;
    const likely = [...LIKELY[now?.status ?? 'NONE'], ...(now ? [...nextSteps(now), 'RecordComplaint' as const] : [])];
    const names = likely.filter((name) => !NOT_ASKED.includes(name));
    const name = names[Math.floor(random() * names.length)]!;
    const on = now ? later(last, Math.floor(random() * 4)) : last;
    const pick = (_n: number, of: number) => Math.floor(random() * of);
    const made = MAKE[name]({ book, on, now, pick, wrong: random() < 0.05 });
    // The model counts events, the log names them.
    const text = JSON.stringify(made).replace(/"event-(\d+)"/g, (_, n: string) => `"${ids[Number(n) - 1] ?? n}"`);
    const { unit: _u, ...body } = JSON.parse(text) as Record<string, unknown>;
    const params: Record<string, string> = name === 'RegisterApplication' ? { unit: UNIT } : { caseId };
    if (name === 'RegisterApplication') body['caseNo'] = caseNo;
    for (const [, field] of COMMAND_FORMS[name].path.matchAll(/:(\w+)/g)) {
      if (params[field!] !== undefined) continue;
      params[field!] = String(body[field!]);
      delete body[field!];
    }
    // What is opened gets its id from the command's.
    if (['ConsultThirdParty', 'ConsultAgency'].includes(name)) delete body['consultId'];
    if (name === 'RecordReconsideration') delete body['reconId'];
    if (name === 'RecordLitigation') delete body['suitId'];
    const actor = { id: PEOPLE[Math.floor(random() * PEOPLE.length)]!, role: 'office_head' } as const;
    return { name, commandId: randomUUID(), actor, params, body };
  }

  private async untilAnswered(client: number, heard: Heard, first: Sending): Promise<void> {
    const { urls, history, freshIds } = this.options;
    const act = ++this.acts;
    for (let sending = first, tries = 0; ; tries++) {
      const asked = askedOf(sending);
      if (asked === 'look') throw new TypeError('a client does not look');
      const command = asked.command as PlayedCommand;
      const { commandId, actor } = sending;
      history.write({ at: 'intent', act, commandId, caseId: heard.caseId, actor, command });
      const answer = await this.answerTo(urls[(client + tries) % urls.length]!, client, sending);
      if (answer === undefined) {
        if (this.abandoned) return;
        this.unknown++;
        history.write({ at: 'unknown', act, commandId });
        if (freshIds) sending = { ...sending, commandId: randomUUID() };
        await pause(250);
      } else if (typeof answer === 'object' && 'accepted' in answer) {
        this.acknowledged++;
        history.write({ at: 'ack', act, commandId, ids: answer.accepted, revision: answer.revision });
        hear(heard, command, actor, answer);
        heard.refusedInARow = 0;
        return;
      } else {
        this.refused++;
        heard.refusedInARow++;
        const code = typeof answer === 'string' ? answer : 'refused' in answer ? answer.refused : 'look';
        history.write({ at: 'refused', act, commandId, code });
        return;
      }
    }
  }

  private async answerTo(url: string, client: number, sending: Sending): Promise<Answer | undefined> {
    try {
      return (await this.http.send(url, client, sending)).answer;
    } catch (error) {
      // The form refuses what no clerk could have meant: an answer as well.
      if (error instanceof NoAnswerOfTheLaw) return { refused: error.message.slice(0, 200) };
      throw error;
    }
  }
}

function hear(
  heard: Heard,
  command: PlayedCommand,
  { id }: { id: string },
  { accepted, revision }: { accepted: string[]; revision: number },
): void {
  const ofModel = JSON.parse(
    heard.ids.reduce((text, known, at) => text.replaceAll(known, `event-${at + 1}`), JSON.stringify(command)),
  ) as PlayedCommand;
  accepted.forEach((event, index) => (heard.ids[revision - accepted.length + 1 + index] = event));
  const { verdict, book } = ask(heard.book, ofModel, { id, role: 'office_head', today: MODEL_TODAY });
  // Answers overtake one another; who heard them in another order knows less and is refused more.
  if (typeof verdict !== 'string') heard.book = book;
  heard.last = lastDayOf(command, heard.last);
}
