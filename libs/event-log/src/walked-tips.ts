import { LogDamaged } from './event-log.errors.js';
import { newStream } from './event-log.port.js';
import type { EventLogReader } from './event-log.port.js';
import { RecentlyUsed } from './recently-used.js';

/** The last event of a stream that a walk has met. */
export interface WalkedTip {
  readonly version: number;
  /** Hashes the next event may follow: as stored, and as worked out. None: the event could not be read, so any will do. */
  readonly hashes: readonly Uint8Array[];
}

const remembered = 50_000;
const beginning: WalkedTip = { version: 0, hashes: [newStream.hash] };

/**
 * Where each stream stands for a walk through the log, in bounded memory: what was forgotten is read again from the
 * log, which is allowed because the walk has been there.
 */
export class WalkedTips {
  readonly #tips = new RecentlyUsed<string, WalkedTip>(remembered);

  constructor(private readonly log: EventLogReader) {}

  set(stream: string, tip: WalkedTip): void {
    this.#tips.set(stream, tip);
  }

  /** What an event at `version` should follow. */
  async before(stream: string, version: number): Promise<WalkedTip> {
    return this.#tips.get(stream) ?? (version <= 1 ? beginning : this.#readBack(stream, version - 1));
  }

  async #readBack(stream: string, version: number): Promise<WalkedTip> {
    try {
      const [event] = await this.log.readStream(stream, version - 1, 1);
      return event?.version === version ? { version, hashes: [event.hash] } : beginning;
    } catch (fault) {
      if (fault instanceof LogDamaged) return { version, hashes: [] };
      throw fault;
    }
  }
}
