import { setImmediate as nextTurn } from 'node:timers/promises';
import { chainHash } from '#sealing';
import { LogDamaged } from './event-log.errors.js';
import type { EventLogReader, RecordedEvent } from './event-log.port.js';
import { WalkedTips } from './walked-tips.js';
import type { WalkedTip } from './walked-tips.js';

/**
 * One thing that is wrong with a log.
 *
 * `unreadable` the event cannot be read at all
 * `missing`    nothing stands at this position
 * `order`      position or recordedAt runs backwards
 * `version`    the event is not the next of its stream
 * `chain`      the event is not what its writer hashed, or follows another event than its writer saw
 * `anchor`     the event is not the one an anchor vouches for, or is not there
 * `storage`    the store is damaged outside of events
 */
export interface Finding {
  readonly kind: 'unreadable' | 'missing' | 'order' | 'version' | 'chain' | 'anchor' | 'storage';
  /** Absent for `storage`. */
  readonly position?: bigint;
  /** The event as the log names it; absent where it cannot. */
  readonly event?: Pick<RecordedEvent, 'stream' | 'version' | 'id'>;
  /** What is wrong, in words. */
  readonly detail: string;
}

/** A head the log once had, kept elsewhere. */
export interface Anchor {
  readonly position: bigint;
  readonly hash: Uint8Array;
}

export interface VerifyOptions {
  readonly anchors?: readonly Anchor[];
  /** Shown every event that can be read, page by page in log order; the walk waits for it. */
  readonly onEvents?: (events: readonly RecordedEvent[]) => Promise<void>;
  /** Told after each page: everything up to `position` of `head` has been looked at. */
  readonly onProgress?: (progress: { readonly position: bigint; readonly head: bigint }) => void;
  /** Stops the walk; what was found so far is answered. */
  readonly signal?: AbortSignal;
}

/**
 * Walks a log from its first event to its head and works out every hash again. Answers what is wrong, in log order;
 * nothing for a sound log. Memory is bounded, whatever the log's length; others may append meanwhile.
 *
 * Hashes do not vouch for position and recordedAt, which are the log's and not the writer's: only that they rise is
 * checked.
 */
export async function verifyLog(log: EventLogReader, options: VerifyOptions = {}): Promise<readonly Finding[]> {
  return new Walk(log, options).walk();
}

const pageLength = 1000;

class Walk {
  readonly #findings: Finding[] = [];
  readonly #tips: WalkedTips;
  readonly #anchors: Map<bigint, Uint8Array>;
  /** Everything up to here has been looked at. */
  #position = 0n;
  #recordedAt = '';
  #isOver = false;

  constructor(
    private readonly log: EventLogReader,
    private readonly options: VerifyOptions,
  ) {
    this.#tips = new WalkedTips(log);
    this.#anchors = new Map(options.anchors?.map(({ position, hash }) => [position, hash]));
  }

  async walk(): Promise<readonly Finding[]> {
    const { signal, onProgress } = this.options;
    const head = await this.#head();
    while (!this.#isOver && this.#position < (head ?? Infinity) && !signal?.aborted) {
      await this.#turnPage(head);
      onProgress?.({ position: this.#position, head: head ?? this.#position });
      // A turn of the event loop, so that progress can be shown and the signal heard.
      await nextTurn();
    }
    if (!signal?.aborted) await this.#lookBehind();
    return this.#findings;
  }

  /** `undefined` where damage hides it: the walk then goes on until nothing more can be read. */
  async #head(): Promise<bigint | undefined> {
    const head = await orDamage(this.log.head());
    if (!(head instanceof LogDamaged)) return head.position;
    this.#find({ kind: 'storage', detail: `the end of the log cannot be read: ${head.reason}` });
    return undefined;
  }

  async #turnPage(head: bigint | undefined): Promise<void> {
    const after = this.#position;
    const events = await orDamage(this.log.readAll(after, pageLength));
    if (events instanceof LogDamaged) return this.#passOver(events, head);
    for (const event of events) await this.#look(event);
    if (this.#position > after) return this.options.onEvents?.(events);
    // Either the log ends here, or damage gives events of other places, which would be given again for ever.
    if (events.length > 0) return this.#passOver(new LogDamaged('other events are given here'), head);
    this.#isOver = true;
    if (head !== undefined) this.#miss(head);
  }

  async #look(event: RecordedEvent): Promise<void> {
    this.#checkOrder(event);
    this.#checkAnchor(event);
    const tip = await this.#tips.before(event.stream, event.version);
    const hashes = this.#checkChain(event, tip);
    this.#tips.set(event.stream, { version: event.version, hashes });
  }

  #checkOrder(event: RecordedEvent): void {
    const { position, recordedAt } = event;
    if (position <= this.#position) {
      this.#blame('order', event, `it stands behind position ${this.#position}`);
      return;
    }
    if (this.log.traits.gapless) this.#miss(position - 1n);
    const rises = this.log.traits.recordedAtRises ?? true;
    if (rises && recordedAt < this.#recordedAt)
      this.#blame('order', event, `recordedAt runs back from ${this.#recordedAt}`);
    this.#position = position;
    this.#recordedAt = recordedAt;
  }

  #checkAnchor(event: RecordedEvent): void {
    const anchor = this.#anchors.get(event.position);
    if (!anchor) return;
    this.#anchors.delete(event.position);
    if (Buffer.compare(anchor, event.hash) !== 0) this.#blame('anchor', event, 'an anchor vouches for another event');
  }

  /** Answers the hashes that the next event of the stream may follow, so that one damage is one finding. */
  #checkChain(event: RecordedEvent, { version, hashes }: WalkedTip): readonly Uint8Array[] {
    if (event.version !== version + 1) {
      this.#blame('version', event, `version ${version + 1} of its stream should stand here`);
      return [event.hash];
    }
    const worked = hashes.map((previous) => hashOf(previous, event));
    if (hashes.length > 0 && !worked.some((hash) => hash && Buffer.compare(hash, event.hash) === 0)) {
      this.#blame('chain', event, 'it is not what its writer hashed, or not behind the event its writer saw');
    }
    return [event.hash, ...worked.filter((hash) => hash !== undefined)];
  }

  /** An event that cannot be read is named, and the walk goes on behind it. */
  async #passOver(
    { position = this.#position + 1n, event, reason }: LogDamaged,
    head: bigint | undefined,
  ): Promise<void> {
    if (this.log.traits.gapless) this.#miss(position - 1n);
    this.#find({ kind: 'unreadable', position, ...(event && { event }), detail: reason });
    if (event) this.#tips.set(event.stream, { version: event.version, hashes: [] });
    this.#position = position;
    this.#isOver = head === undefined && !(await this.#isMoreReadable());
  }

  /** Where there are gaps, only the place behind a known event can be asked for. */
  async #isMoreReadable(): Promise<boolean> {
    const [first, last] = this.log.traits.gapless ? [1n, BigInt(pageLength)] : [0n, 0n];
    for (let further = first; further <= last; further += 1n) {
      const events = await orDamage(this.log.readAll(this.#position + further, 1));
      if (!(events instanceof LogDamaged)) return events.length > 0;
    }
    return false;
  }

  /** Nothing stands from the next position to `last`. */
  #miss(last: bigint): void {
    const first = this.#position + 1n;
    if (last < first) return;
    const detail = last === first ? 'nothing stands here' : `nothing stands here and up to position ${last}`;
    this.#find({ kind: 'missing', position: first, detail });
    this.#position = last;
  }

  async #lookBehind(): Promise<void> {
    for (const position of this.#anchors.keys()) {
      this.#find({ kind: 'anchor', position, detail: 'an anchor vouches for an event that is not here' });
    }
    for (const detail of (await this.log.examine?.()) ?? []) this.#find({ kind: 'storage', detail });
  }

  #blame(kind: Finding['kind'], { position, stream, version, id }: RecordedEvent, detail: string): void {
    this.#find({ kind, position, event: { stream, version, id }, detail });
  }

  #find(finding: Finding): void {
    this.#findings.push(finding);
  }
}

/** What a damaged event says may be nothing that can be hashed. */
function hashOf(previous: Uint8Array, event: RecordedEvent): Uint8Array | undefined {
  try {
    return chainHash(previous, event.stream, event.version, event);
  } catch {
    return undefined;
  }
}

/** Damage is what a walk looks for; every other fault ends it. */
async function orDamage<Value>(reading: Promise<Value>): Promise<Value | LogDamaged> {
  try {
    return await reading;
  } catch (fault) {
    if (fault instanceof LogDamaged) return fault;
    throw fault;
  }
}
