/** An event as a client proposes it. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as the server keeps it. */
export interface Kept extends Proposed {
  readonly stream: string;
  readonly revision: bigint;
  /** Commit and prepare position: the same number for events that are appended as we do. */
  readonly position: bigint;
  /** Milliseconds since 1970. */
  readonly created: number;
}

export type Expected = bigint | 'no_stream' | 'any' | 'stream_exists';

/** `revision`: of the last event of the stream; -1n where there is none. */
export type Judged =
  | { readonly kind: 'written' | 'idempotent'; readonly revision: bigint; readonly position: bigint }
  | { readonly kind: 'wrong'; readonly revision: bigint };

/** Bytes a record takes beside what is in it: positions have gaps, as in the server's files. */
const recordOverhead = 93n;

/**
 * What the server keeps and how it judges appends, after `IndexWriter.CheckCommit` of its source: an append behind the
 * stream's end is idempotent when the same ids stand there in the same order, be there more behind them or not; when
 * the first of them differ it is refused, and likewise when only the first are the same.
 */
export class WireLog {
  readonly all: Kept[] = [];
  readonly #streams = new Map<string, Kept[]>();
  readonly #listeners = new Set<() => void>();
  #position = 0n;

  /** `clock` answers milliseconds since 1970; it may fall, as that of a new leader does. */
  constructor(public clock: () => number = Date.now) {
    this.append('$settings', 'any', [ofTheServer('$Settings')]);
    this.append('$$$scavenges', 'any', [ofTheServer('$metadata')]);
  }

  stream(name: string): readonly Kept[] {
    return this.#streams.get(name) ?? [];
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Judged {
    const history = this.#streams.get(stream) ?? [];
    const current = BigInt(history.length) - 1n;
    const wanted = expected === 'no_stream' ? -1n : expected;
    if (wanted === 'stream_exists' && current < 0n) return { kind: 'wrong', revision: current };
    if (typeof wanted === 'bigint' && wanted < current) return this.#again(history, wanted, events);
    if (typeof wanted === 'bigint' && wanted > current) return { kind: 'wrong', revision: current };
    this.#streams.set(stream, history);
    for (const event of events) this.#keep(stream, history, event);
    for (const listener of this.#listeners) listener();
    return { kind: 'written', revision: BigInt(history.length) - 1n, position: history.at(-1)?.position ?? 0n };
  }

  /** Told of every append until the answer is called. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #again(history: readonly Kept[], expected: bigint, events: readonly Proposed[]): Judged {
    const first = Number(expected) + 1;
    const isSame = events.every(({ id }, at) => history[first + at]?.id === id);
    const last = history[first + events.length - 1];
    if (!isSame || last === undefined) return { kind: 'wrong', revision: BigInt(history.length) - 1n };
    return { kind: 'idempotent', revision: last.revision, position: last.position };
  }

  #keep(stream: string, history: Kept[], event: Proposed): void {
    const kept = {
      ...event,
      stream,
      revision: BigInt(history.length),
      position: this.#position,
      created: this.clock(),
    };
    this.#position += recordOverhead + BigInt(event.data.length + event.metadata.length);
    history.push(kept);
    this.all.push(kept);
  }
}

const ofTheServer = (type: string): Proposed => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: new Uint8Array(0),
});
