import { setImmediate } from 'node:timers/promises';
import type { Snapshots } from '#desk-store';
import type { EventLogReader } from '#event-log';
import { packedState, unpackedState } from './packed-state.js';
import { rulesDigest } from './rules-digest.js';
import type { Loaded } from './loaded.js';

/**
 * States of long streams, kept beside the log, so that whoever meets a stream anew need not read all of it. They are pages:
 * one that is wrong, of other code or of another history is passed over, and where the desk store is away the log is read.
 */
export class StreamSnapshots {
  private keeping = false;
  private lastKept = Promise.resolve();

  constructor(
    private readonly log: EventLogReader,
    private readonly kept: Snapshots,
    private readonly code: () => Promise<string> = rulesDigest,
  ) {}

  /** What is kept of this stream and holds for the log as it is. */
  async find<State>(stream: string): Promise<Loaded<State> | undefined> {
    try {
      const snapshot = await this.kept.find(stream);
      if (snapshot?.code !== (await this.code())) return undefined;
      const [there] = await this.log.readStream(stream, snapshot.version - 1, 1);
      if (!there || Buffer.compare(there.hash, snapshot.hash) !== 0) return undefined;
      return await unpackedState<State>(snapshot);
    } catch {
      // The log has all of it, and says itself when it is not there.
      return undefined;
    }
  }

  /**
   * Keeps it, in its own time. One after the other: `false` where another one is on its way yet, and whoever asked may
   * ask again when the stream has grown.
   */
  keep<State>(stream: string, loaded: Loaded<State>): boolean {
    if (this.keeping) return false;
    this.keeping = true;
    this.lastKept = this.write(stream, loaded);
    return true;
  }

  /** Resolves when nothing is on its way any more, kept or not. */
  settled(): Promise<void> {
    return this.lastKept;
  }

  private async write<State>(stream: string, loaded: Loaded<State>): Promise<void> {
    try {
      // Whoever made the stream grow is answered first.
      await setImmediate();
      await this.kept.keep(await packedState(stream, loaded, await this.code()));
    } catch {
      // It is looked for in vain next time, and the stream is read.
    } finally {
      this.keeping = false;
    }
  }
}
