import { setImmediate as nextTurn } from 'node:timers/promises';
import { Metadata, Server, ServerCredentials, status } from '@grpc/grpc-js';
import type { ServerDuplexStream, ServerReadableStream, ServiceError, sendUnaryData } from '@grpc/grpc-js';
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossipMessages from '@eventstore/db-client/generated/gossip_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featureMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { WireLog } from './wire-log.js';
import type { Judged, Proposed } from './wire-log.js';
import { appendAnswer, appendIn, askedIn, batchAnswer, proposedIn } from './wire-messages.js';
import { answerRead, answerSubscription } from './wire-reads.js';
import type { ReadCall } from './wire-reads.js';

/** What becomes of a call, instead of an answer. */
export type Fault =
  /** The append is kept, and nobody is told: the outcome is open. */
  | 'kept, then silent'
  /** Nothing is kept, and nobody is told. */
  | 'silent'
  /** The append is kept, and the connection breaks. */
  | 'kept, then broken'
  | 'unavailable'
  | 'not the leader';

/**
 * A double of the wire: a server that speaks the protocol of EventStoreDB, made of the client's own definitions, and
 * keeps everything in memory. It is not EventStoreDB. It judges appends, tells positions, passes over nothing in `$all`
 * and ends subscriptions as that does, and can be told to fail in the ways that does.
 */
export class WireDouble {
  /** What the next appends meet, one after the other. */
  readonly appendFaults: Fault[] = [];
  /** The same for reads. */
  readonly readFaults: Fault[] = [];
  /** Calls by the name of their method. */
  readonly calls = { append: 0, batchAppend: 0, read: 0, subscribe: 0 };
  /** Where it says the leader is when it is not. */
  leader: { readonly port: number } | undefined;
  #subscriptions = new Set<ReadCall>();
  #port = 0;

  private constructor(
    readonly log: WireLog,
    private readonly server: Server,
  ) {}

  /** Serves a log of its own, or one of another node; on any port, or where a server that stopped had been. */
  static async start(log = new WireLog(), port = 0): Promise<WireDouble> {
    const server = new Server({ 'grpc.max_receive_message_length': 20_000_000 });
    const double = new WireDouble(log, server);
    server.addService(services.StreamsService, {
      read: (call: ReadCall) => double.#read(call),
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) =>
        double.#append(call, answer),
      batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => double.#batchAppend(call),
    });
    server.addService(features.ServerFeaturesService, { getSupportedMethods: double.#supportedMethods });
    server.addService(gossip.GossipService, {
      read: (_: unknown, answer: sendUnaryData<unknown>) => answer(null, double.#members()),
    });
    double.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (fault, bound) =>
        fault ? reject(fault) : resolve(bound),
      );
    });
    return double;
  }

  get port(): number {
    return this.#port;
  }

  /** An address for a desk of its own. */
  url(desk: string, parameters = ''): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false&desk=${desk}${parameters}`;
  }

  /** A server that dies, and another that comes up in its place with what it had kept. */
  async restart(): Promise<WireDouble> {
    await this.stop();
    return WireDouble.start(this.log, this.port);
  }

  /** Ends all subscriptions: cleanly, as a server does that shuts down, or with an error. */
  endSubscriptions(how: 'cleanly' | 'with an error'): void {
    for (const call of this.#subscriptions) {
      if (how === 'cleanly') call.end();
      else call.emit('error', failure('unavailable'));
    }
  }

  /** Subscriptions that are open. */
  get subscriptions(): number {
    return this.#subscriptions.size;
  }

  async stop(): Promise<void> {
    this.server.forceShutdown();
  }

  #read(call: ReadCall): void {
    const asked = askedIn(call.request);
    this.calls[asked.subscribes ? 'subscribe' : 'read'] += 1;
    const fault = this.leader && !asked.subscribes ? 'not the leader' : this.readFaults.shift();
    if (fault === 'silent' || fault === 'kept, then silent') return;
    if (fault) return void call.emit('error', failure(fault, this.leader));
    if (!asked.subscribes) return answerRead(this.log, call, asked);
    const end = answerSubscription(this.log, call, asked);
    this.#subscriptions.add(call);
    for (const ending of ['cancelled', 'close', 'finish', 'error']) {
      call.on(ending, () => {
        end();
        this.#subscriptions.delete(call);
      });
    }
  }

  #append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    this.calls.append += 1;
    const fault = this.leader ? 'not the leader' : this.appendFaults.shift();
    if (fault === 'unavailable' || fault === 'not the leader') return answer(failure(fault, this.leader));
    const requests: AppendReq[] = [];
    call.on('data', (request: AppendReq) => requests.push(request));
    call.on('end', () => {
      void isWhole(call).then((whole) => {
        if (fault === 'silent' || !whole) return;
        const judged = this.#judge(requests);
        if (fault === 'kept, then broken') answer(failure('unavailable'));
        else if (fault === undefined) answer(null, appendAnswer(judged));
      });
    });
  }

  #judge([first, ...messages]: readonly AppendReq[]): Judged {
    const { stream, expected } = appendIn(first?.getOptions());
    const events = messages.flatMap((message) => message.getProposedMessage() ?? []);
    return this.log.append(stream, expected, events.map(proposedIn));
  }

  #batchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
    const begun = new Map<string, { first: BatchAppendReq; events: Proposed[] }>();
    call.on('data', (request: BatchAppendReq) => {
      const correlation = request.getCorrelationId()?.getString() ?? '';
      const { first, events } = begun.get(correlation) ?? { first: request, events: [] };
      events.push(...request.getProposedMessagesList().map(proposedIn));
      begun.set(correlation, { first, events });
      if (!request.getIsFinal()) return;
      begun.delete(correlation);
      this.calls.batchAppend += 1;
      const fault = this.appendFaults.shift();
      const { stream, expected } = appendIn(first.getOptions());
      if (fault === 'silent') return;
      const judged = this.log.append(stream, expected, events);
      if (fault === undefined) call.write(batchAnswer(request.getCorrelationId(), stream, judged));
    });
    call.on('end', () => call.end());
  }

  #supportedMethods(_: unknown, answer: sendUnaryData<unknown>): void {
    const methods = ['read', 'append', 'batchappend'].map((name) =>
      new featureMessages.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
    );
    answer(null, new featureMessages.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion('0.0.0'));
  }

  #members(): unknown {
    const { MemberInfo, EndPoint, ClusterInfo } = gossipMessages;
    const member = (port: number, state: number) =>
      new MemberInfo()
        .setIsAlive(true)
        .setState(state)
        .setTimeStamp('0')
        .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(port));
    const [leader, follower] = [8, 6];
    const nodes = [member(this.#port, this.leader ? follower : leader)];
    if (this.leader) nodes.push(member(this.leader.port, leader));
    return new ClusterInfo().setMembersList(nodes);
  }
}

/** A client that died in the middle of its messages ends them too; that it died is heard a moment later. */
async function isWhole(call: ServerReadableStream<AppendReq, AppendResp>): Promise<boolean> {
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  return !call.cancelled;
}

function failure(fault: Fault, leader?: { readonly port: number }): ServiceError {
  const metadata = new Metadata();
  if (fault === 'not the leader') {
    metadata.set('exception', 'not-leader');
    metadata.set('leader-endpoint-host', '127.0.0.1');
    metadata.set('leader-endpoint-port', String(leader?.port ?? 1));
    return Object.assign(new Error('Leader info available'), { code: status.NOT_FOUND, details: 'Leader info available', metadata }); // prettier-ignore
  }
  const details = 'Server Is Not Ready';
  return Object.assign(new Error(details), { code: status.UNAVAILABLE, details, metadata });
}
