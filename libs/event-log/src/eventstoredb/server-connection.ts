import { EventStoreDBClient } from '@eventstore/db-client';
import type {
  AllStreamResolvedEvent,
  AllStreamSubscription,
  AppendResult,
  BaseOptions,
  EventData,
  ResolvedEvent,
  StreamingRead,
} from '@eventstore/db-client';
import { LogUnavailable } from '../event-log.errors.js';
import type { EventStorePlace } from './eventstoredb-url.js';
import { ClientRetired, ServerSilent } from './server-faults.js';

/** What the client streams to us: reads and subscriptions. */
export type ServerStream = StreamingRead<ResolvedEvent> | StreamingRead<AllStreamResolvedEvent> | AllStreamSubscription;

/**
 * The one client of this thread, and a deadline of our own around whatever is asked of it, for the client's reads have
 * none. A server that was silent may be so for long: the client is then given up for a new one, which looks for the
 * leader anew.
 */
export class ServerConnection {
  readonly deadlineMs: number;
  #client: EventStoreDBClient | undefined;
  #retired = new AbortController();
  readonly #closing = new AbortController();

  constructor(readonly place: EventStorePlace) {
    this.deadlineMs = place.deadlineMs;
  }

  /** Aborts when the connection is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /**
   * What every call says: who asks, and that only the leader may answer, for only it knows of every append. With
   * credentials in the call, the client appends by a call of its own, which keeps its deadline. Without them all appends
   * would share one stream, which keeps none, and on which one fault fails them all.
   */
  get manners(): BaseOptions {
    return { requiresLeader: true, deadline: this.deadlineMs, credentials: this.place.credentials };
  }

  /** Errors: the client's, `ServerSilent`, `LogUnavailable` (closed). */
  async append(stream: string, expectedRevision: bigint | 'no_stream', events: EventData[]): Promise<AppendResult> {
    const { client } = this.#live();
    return this.#inTime(client, client.appendToStream(stream, events, { ...this.manners, expectedRevision }));
  }

  /**
   * Hands what the server streams to `take` until that answers `false` or there is no more.
   * Errors: the client's, `ServerSilent`, `ClientRetired`, `LogUnavailable` (closed).
   */
  async read<Item>(ask: (client: EventStoreDBClient) => ServerStream, take: (item: Item) => boolean): Promise<void> {
    const { client, retired } = this.#live();
    const stream = ask(client);
    const release = this.#watch(stream, retired);
    const silence = setTimeout(() => this.#giveUp(client, stream), this.deadlineMs);
    try {
      for await (const item of stream) {
        silence.refresh();
        if (!take(item as Item)) break;
      }
    } finally {
      clearTimeout(silence);
      release();
    }
  }

  /** A stream without an end; it is destroyed when the client is given up, or by `release`. */
  open<Stream extends ServerStream>(
    ask: (client: EventStoreDBClient) => Stream,
  ): {
    readonly stream: Stream;
    readonly release: () => void;
  } {
    const { client, retired } = this.#live();
    const stream = ask(client);
    return { stream, release: this.#watch(stream, retired) };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#retire();
  }

  #live(): { readonly client: EventStoreDBClient; readonly retired: AbortSignal } {
    if (this.#closing.signal.aborted) throw new LogUnavailable('the log is closed');
    this.#client ??= clientOf(this.place);
    return { client: this.#client, retired: this.#retired.signal };
  }

  /** Other calls of a client that is given up still have their answers, or their deadlines. */
  async #inTime<Answer>(client: EventStoreDBClient, asked: Promise<Answer>): Promise<Answer> {
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const silence = setTimeout(() => reject(new ServerSilent(this.deadlineMs)), this.deadlineMs + grace);
    try {
      return await Promise.race([asked, tooLate]);
    } catch (fault) {
      if (isTooLate(fault)) this.#retire(client);
      throw fault;
    } finally {
      clearTimeout(silence);
    }
  }

  #giveUp(client: EventStoreDBClient, stream: ServerStream): void {
    stream.destroy(new ServerSilent(this.deadlineMs));
    this.#retire(client);
  }

  /** Whoever reads is told that the client is gone; late words of the client are nobody's fault any more. */
  #watch(stream: ServerStream, retired: AbortSignal): () => void {
    const stop = () => stream.destroy(new ClientRetired('the client was given up'));
    stream.on('error', () => undefined);
    if (retired.aborted) stop();
    retired.addEventListener('abort', stop, { once: true });
    return () => {
      retired.removeEventListener('abort', stop);
      stream.destroy();
      const cancelled = 'cancel' in stream ? stream.cancel() : stream.unsubscribe();
      cancelled.catch(() => undefined);
    };
  }

  #retire(client = this.#client): void {
    if (client === undefined || client !== this.#client) return;
    this.#client = undefined;
    const retired = this.#retired;
    this.#retired = new AbortController();
    retired.abort();
    void client.dispose().catch(() => undefined);
  }
}

/** A client that keeps its deadline answers by itself a moment before. */
const grace = 250;

const isTooLate = (fault: unknown): boolean =>
  fault instanceof ServerSilent || (fault as { readonly type?: string } | undefined)?.type === 'deadline-exceeded';

/** `throwOnAppendFailure` stays on: without it the client tells a wrong revision. */
function clientOf(place: EventStorePlace): EventStoreDBClient {
  const { endpoints, discover, tls, rootCertificate, nodePreference, credentials } = place;
  const [first = { address: 'localhost', port: 2113 }] = endpoints;
  const channel = { insecure: !tls, ...(rootCertificate && { rootCertificate }) };
  if (discover) return new EventStoreDBClient({ discover: first, nodePreference }, channel, credentials);
  if (endpoints.length === 1) return new EventStoreDBClient({ endpoint: first }, channel, credentials);
  return new EventStoreDBClient({ endpoints: [...endpoints], nodePreference }, channel, credentials);
}
