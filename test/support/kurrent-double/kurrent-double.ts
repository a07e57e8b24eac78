import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { ServerFeaturesService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb';
import {
  SupportedMethod,
  SupportedMethods,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb';
import type { UUID } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb';
import { StreamsService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { type Fault, FaultPlan, HAPPENS_AFTER, statusOf } from './faults';
import { appendAnswer, batchAnswer, expectedOf, expectedOfBatch, proposedOf, textOf } from './messages';
import { read, subscribe, type SubscriptionMood } from './reading';
import { type Expected, type ProposedEvent, Records } from './records';

export interface DoubleOptions {
  /** Shared by the nodes of one cluster. */
  records?: Records;
  /** False: only single appends, as servers before 21.10. Default true. */
  batchAppend?: boolean;
  /** A saboteur: every expected revision is taken for *any* (F6). */
  takesAny?: boolean;
}

/**
 * The Streams service of KurrentDB in this process, with faults. It proves how the adapter handles what a server may
 * say; it proves nothing about what a real server says.
 */
export class KurrentDouble {
  readonly faults = new FaultPlan();
  readonly records: Records;
  readonly mood: SubscriptionMood = { repeat: 1 };
  /** Whom a `not_leader` names. */
  leader: KurrentDouble = this;
  port = 0;
  /** Appends that reached this node. */
  appends = 0;
  private server?: Server;
  private gate = { wanted: 0, skip: 0, waiting: [] as (() => void)[] };
  private readonly subscriptions = new Set<ServerWritableStream<ReadReq, ReadResp>>();

  private constructor(private readonly options: DoubleOptions) {
    this.records = options.records ?? new Records();
  }

  static async start(options: DoubleOptions = {}): Promise<KurrentDouble> {
    const double = new KurrentDouble(options);
    await double.listen();
    return double;
  }

  get url(): string {
    return `kurrentdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Opens again on the same port after `stop`. */
  async listen(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 64 * 1024 * 1024 });
    server.addService(StreamsService, {
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => this.read(call),
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) =>
        this.append(call, answer),
      batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => this.batchAppend(call),
      delete: unanswered,
      tombstone: unanswered,
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<SupportedMethods>) =>
        answer(null, this.methods()),
    });
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.port}`, ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
    this.server = server;
  }

  /** Like `kill -9` of the node: every connection is cut. */
  stop(): Promise<void> {
    this.server?.forceShutdown();
    return Promise.resolve();
  }

  /** Lets `skip` appends pass and holds the next ones back until so many are there: they race for certain. */
  holdAppends(wanted: number, skip = 0): void {
    this.gate = { wanted, skip, waiting: [] };
  }

  private arrive(append: () => void): void {
    const { gate } = this;
    if (gate.wanted === 0 || gate.skip-- > 0) return append();
    gate.waiting.push(append);
    if (gate.waiting.length < gate.wanted) return;
    this.gate = { wanted: 0, skip: 0, waiting: [] };
    for (const held of gate.waiting) held();
  }

  /** Ends every subscription: with an error, or without a word. */
  dropSubscriptions(how: 'error' | 'silently'): number {
    const dropped = this.subscriptions.size;
    for (const call of this.subscriptions) {
      if (how === 'error') call.emit('error', statusOf('unavailable', 0));
      else call.end();
    }
    this.subscriptions.clear();
    return dropped;
  }

  get subscribers(): number {
    return this.subscriptions.size;
  }

  private methods(): SupportedMethods {
    const methods = new SupportedMethods();
    methods.setEventStoreServerVersion('24.10.0');
    const names = ['append', 'read', ...(this.options.batchAppend === false ? [] : ['batchappend'])];
    for (const name of names) {
      const method = new SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      methods.addMethods(method);
    }
    return methods;
  }

  private read(call: ServerWritableStream<ReadReq, ReadResp>): void {
    const subscription = call.request.getOptions()!.hasSubscription();
    const fault = subscription ? undefined : this.faults.next('read');
    if (fault) {
      this.play(fault, (status) => call.emit('error', status));
    } else if (subscription) {
      this.subscriptions.add(call);
      call.on('cancelled', () => this.subscriptions.delete(call));
      subscribe(this.records, call, this.mood);
    } else {
      read(this.records, call);
    }
  }

  private append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    let stream = '';
    let expected: Expected = -2;
    const events: ProposedEvent[] = [];
    call.on('data', (message: AppendReq) => {
      if (message.hasOptions()) {
        stream = textOf(message.getOptions()!.getStreamIdentifier());
        expected = expectedOf(message.getOptions()!);
      } else events.push(proposedOf(message.getProposedMessage()!));
    });
    const carryOut = () => {
      const outcome = this.carriedOut(stream, expected, events, (status) => answer(status));
      if (outcome) answer(null, appendAnswer(outcome, expected));
    };
    call.on('end', () => this.arrive(carryOut));
  }

  private batchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
    const open = new Map<
      string,
      { stream: string; expected: Expected; events: ProposedEvent[]; correlationId: UUID }
    >();
    call.on('data', (message: BatchAppendReq) => {
      const correlationId = message.getCorrelationId()!;
      const key = Buffer.from(correlationId.serializeBinary()).toString('hex');
      const options = message.getOptions();
      if (options) {
        const stream = textOf(options.getStreamIdentifier());
        open.set(key, { stream, expected: expectedOfBatch(options), events: [], correlationId });
      }
      const batch = open.get(key)!;
      batch.events.push(...message.getProposedMessagesList().map(proposedOf));
      if (!message.getIsFinal()) return;
      open.delete(key);
      this.arrive(() => {
        const { stream, expected, events } = batch;
        const outcome = this.carriedOut(stream, expected, events, (status) => call.emit('error', status));
        if (outcome) call.write(batchAnswer(batch, outcome, expected));
      });
    });
    call.on('end', () => call.end());
    call.on('error', () => undefined);
  }

  /** The append with the fault that is planned for it; nothing to answer when the fault took the answer. */
  private carriedOut(stream: string, expected: Expected, events: ProposedEvent[], refuse: (status: never) => void) {
    this.appends++;
    const fault = this.faults.next('append');
    if (fault && !HAPPENS_AFTER[fault]) return this.play(fault, refuse);
    const outcome = this.records.append(stream, this.options.takesAny ? -2 : expected, events);
    return fault ? this.play(fault, refuse) : outcome;
  }

  private play(fault: Fault, tell: (status: never) => void): undefined {
    const status = statusOf(fault, this.leader.port);
    if (status) tell(status as never);
    else if (fault !== 'silent_after') void this.stop().then(() => this.listen());
  }
}

const unanswered = () => undefined;
