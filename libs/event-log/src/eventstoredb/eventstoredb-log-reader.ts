import type { AllStreamResolvedEvent, EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import { LogDamaged } from '../event-log.errors.js';
import { newStream } from '../event-log.port.js';
import type { EventLogReader, EventLogTraits, LogHead, RecordedEvent, StreamTip, Stretch } from '../event-log.port.js';
import { readEventStoreUrl } from './eventstoredb-url.js';
import { followAll } from './follow-all.js';
import { findLog } from './log-beginning.js';
import { readPatiently } from './perseverance.js';
import { ServerConnection } from './server-connection.js';
import type { ServerStream } from './server-connection.js';
import { isNoPlace, isNoStream } from './server-faults.js';
import { positionOf, recordedEventOf } from './stored-event.js';
import type { Stored } from './stored-event.js';

type Streamed = ResolvedEvent | AllStreamResolvedEvent;

/**
 * Reads a log in EventStoreDB, in any process. Its position is the commit position in `$all`; events of others, and of the
 * server itself, stand between ours and are told apart by the names of their streams.
 */
export class EventStoreDbLogReader implements EventLogReader {
  readonly traits: EventLogTraits = {
    driver: 'eventstoredb',
    durable: true,
    gapless: false,
    recordedAtRises: false,
    streamsTellPositions: false,
    pushes: true,
    batchesInOrder: false,
  };
  /** The latest `recordedAt` this reader has come upon; empty before the first. */
  latest = '';

  /** `beginning`: the position behind which the log begins. */
  constructor(
    readonly connection: ServerConnection,
    private readonly beginning: bigint,
  ) {}

  /** Errors: `LogUnavailable` (there is no such log, or no server), `LogSchemaUnknown`, `NotALog`, `LogUrlInvalid`. */
  static async open(url: string): Promise<EventStoreDbLogReader> {
    const connection = new ServerConnection(readEventStoreUrl(url));
    return new EventStoreDbLogReader(connection, await openedOn(connection, findLog));
  }

  async readStream(stream: string, afterVersion: number, limit: number): Promise<readonly RecordedEvent[]> {
    const events = (await this.readStored(stream, afterVersion, limit)).map(({ event }) => event);
    const missing = events.findIndex(({ version }, at) => version !== afterVersion + at + 1);
    if (missing === 0) throw new LogDamaged(`version ${afterVersion + 1} of stream ${stream} is not there any more`);
    return missing < 0 ? events : events.slice(0, missing);
  }

  /** As `readStream`, with what the server gave for each event; gaps are not looked for. */
  async readStored(stream: string, afterVersion: number, limit: number): Promise<readonly Stored[]> {
    const options = { ...this.connection.manners, fromRevision: BigInt(afterVersion), maxCount: limit };
    const ask = (client: EventStoreDBClient) => client.readStream(this.#prefix + stream, options);
    const streamed = await this.#gather(ask, limit, keepAll);
    return this.#recorded(streamed).map((event, at) => ({ event, resolved: streamed[at] as ResolvedEvent }));
  }

  /** Where a stream stands. */
  async tipOf(stream: string): Promise<StreamTip> {
    const options = { ...this.connection.manners, direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const;
    const ask = (client: EventStoreDBClient) => client.readStream(this.#prefix + stream, options);
    const [last] = this.#recorded(await this.#gather(ask, 1, keepAll));
    return last === undefined ? newStream : { version: last.version, hash: last.hash };
  }

  async readAll(after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    const behind = this.#behind(after);
    const options = { ...this.connection.manners, fromPosition: behind > 0n ? placeAt(behind) : ('start' as const) };
    const judge = (event: Streamed) => (positionOf(event) > behind && this.#isOurs(event) ? 'keep' : 'pass');
    return this.#recorded(await this.#gather((client) => client.readAll(options), limit, judge));
  }

  follow(after: bigint, limit: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    return followAll({
      connection: this.connection,
      after: this.#behind(after),
      limit,
      signal,
      recorded: (events) => this.#recorded(events.filter((event) => this.#isOurs(event))),
    });
  }

  /** The server keeps events whole: what is not asked for comes over the wire all the same. */
  async readClear(after: bigint, limit: number, types?: readonly string[]): Promise<Stretch | undefined> {
    return stretchOf(await this.readAll(after, limit), limit, types);
  }

  async *followClear(
    after: bigint,
    limit: number,
    signal: AbortSignal,
    types?: readonly string[],
  ): AsyncGenerator<Stretch> {
    for await (const events of this.follow(after, limit, signal)) {
      const stretch = stretchOf(events, limit, types);
      if (stretch) yield stretch;
    }
  }

  async head(): Promise<LogHead> {
    const options = { ...this.connection.manners, direction: 'backwards', fromPosition: 'end' } as const;
    const judge = (event: Streamed) => {
      if (positionOf(event) <= this.beginning) return 'stop';
      return this.#isOurs(event) ? 'keep' : 'pass';
    };
    const [last] = this.#recorded(await this.#gather((client) => client.readAll(options), 1, judge));
    return last ? { position: last.position, hash: last.hash } : { position: 0n, hash: newStream.hash };
  }

  /** Between two events there is no place: the server must not be asked for one beyond its end. */
  async at(position: bigint): Promise<RecordedEvent | undefined> {
    const { position: last } = await this.head();
    const there = position > this.beginning && position <= last ? await this.#streamedAt(position) : undefined;
    if (!there || positionOf(there) !== position || !this.#isOurs(there)) return undefined;
    return this.#recorded([there])[0];
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  get #prefix(): string {
    return this.connection.place.prefix;
  }

  #behind(after: bigint): bigint {
    return after > this.beginning ? after : this.beginning;
  }

  #isOurs({ event }: Streamed): boolean {
    return event?.streamId.startsWith(this.#prefix) ?? false;
  }

  async #streamedAt(position: bigint): Promise<Streamed | undefined> {
    const options = { ...this.connection.manners, fromPosition: placeAt(position), maxCount: 1 };
    const ask = (client: EventStoreDBClient) => client.readAll(options);
    return (await this.#gather(ask, 1, keepAll, isNoPlace))[0];
  }

  /** As events of the log, up to the first that is damaged. Errors: `LogDamaged` when that is the first. */
  #recorded(streamed: readonly Streamed[]): readonly RecordedEvent[] {
    const events: RecordedEvent[] = [];
    for (const each of streamed) {
      try {
        events.push(recordedEventOf(each, this.#prefix));
      } catch (fault) {
        if (events.length > 0) return events;
        throw fault;
      }
      this.latest = laterOf(this.latest, events.at(-1)?.recordedAt ?? '');
    }
    return events;
  }

  /** Of what the server streams what `judge` keeps, until it says stop or there are `limit`; nothing where it `hasNone`. */
  #gather(
    ask: (client: EventStoreDBClient) => ServerStream,
    limit: number,
    judge: (event: Streamed) => 'keep' | 'pass' | 'stop',
    hasNone: (fault: unknown) => boolean = isNoStream,
  ): Promise<readonly Streamed[]> {
    return readPatiently(this.connection, async () => {
      const kept: Streamed[] = [];
      const take = (event: Streamed) => {
        const judged = judge(event);
        if (judged === 'keep') kept.push(event);
        return judged !== 'stop' && kept.length < limit;
      };
      try {
        if (limit > 0) await this.connection.read(ask, take);
      } catch (fault) {
        if (!hasNone(fault)) throw fault;
      }
      return kept;
    });
  }
}

/** What opening a log asks of the server; a connection that did not come to that is closed. */
export async function openedOn<Opened>(
  connection: ServerConnection,
  open: (connection: ServerConnection) => Promise<Opened>,
): Promise<Opened> {
  try {
    return await readPatiently(connection, () => open(connection));
  } catch (fault) {
    await connection.close();
    throw fault;
  }
}

const keepAll = () => 'keep' as const;

/** Where in `$all` to begin: both numbers are the event's own where it was appended as we do. */
const placeAt = (position: bigint) => ({ commit: position, prepare: position });

const laterOf = (one: string, other: string): string => (one < other ? other : one);

function stretchOf(
  events: readonly RecordedEvent[],
  limit: number,
  types: readonly string[] | undefined,
): Stretch | undefined {
  const last = events.at(-1);
  if (!last) return undefined;
  const asked = types === undefined ? events : events.filter(({ type }) => types.includes(type));
  return {
    events: asked.map(({ sealed: _, ...clear }) => clear),
    upTo: { position: last.position, hash: last.hash },
    more: events.length >= limit,
  };
}
