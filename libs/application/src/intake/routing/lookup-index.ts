import type { SequencerStore } from '#desk-store';
import type { ClearEvent, EventLogReader } from '#event-log';
import { failpoint } from '#failpoints';
import { eventsAbout, portionsOf } from '../../recording/events-about.js';
import { isNamed } from '../../recording/fact-of.js';
import type { IntakeKeys } from '../keys.js';
import { foldIntoIndex, leadsInto, threadKeysOf } from './index-fold.js';

const eventsAtOnce = 2000;

/**
 * Handle → customer, message id → conversation, item → file: a fold of the case-file log, agents' replies included.
 * One writer, rebuildable, never written from what `decide` answered.
 */
export class LookupIndex {
  constructor(
    private readonly store: SequencerStore,
    private readonly log: EventLogReader,
    private readonly keys: IntakeKeys,
    /** Sees every event of the log once, in order, before the mark passes it. */
    private readonly observe: (events: readonly ClearEvent[]) => Promise<void>,
  ) {}

  /** Folds the log to its end, with what `observe` may append meanwhile. */
  async bringUpToDate(epoch: number): Promise<void> {
    let { position } = await this.store.indexMark();
    while (position < (await this.log.head()).position) {
      const stretch = await this.log.readClear(position, eventsAtOnce);
      if (!stretch) return;
      const { events, upTo } = stretch;
      await this.observe(events);
      const erased = await this.erasedIn(events);
      const known = await this.store.conversationsOf([...threadKeysOf(events), ...[...erased.values()].flat()]);
      const change = foldIntoIndex(events, { keys: this.keys, known, erased, moved: await this.movedIn(events) });
      await this.store.foldIndex(epoch, change, upTo);
      failpoint('index.folded');
      position = upTo.position;
    }
  }

  /** Whatever may lead into the files that were erased in this run: their own facts say it. */
  private async erasedIn(events: readonly ClearEvent[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const erased = new Map<string, readonly string[]>();
    for (const event of events) {
      if (!isNamed(event, 'CustomerErased') || erased.has(event.stream)) continue;
      const leads = new Set<string>();
      for await (const portion of portionsOf(this.log, event.stream))
        for (const key of leadsInto(portion, this.keys)) leads.add(key);
      erased.set(event.stream, [...leads]);
    }
    return erased;
  }

  /** Own thread key of each message that was moved in this run: the fact names the message, its file knows the key. */
  private async movedIn(events: readonly ClearEvent[]): Promise<ReadonlyMap<string, string>> {
    const moved = new Map<string, string>();
    for (const event of events) {
      if (!isNamed(event, 'MessageMoved')) continue;
      const { messageId } = event.clear;
      const nativeKey = nativeKeyIn(await eventsAbout(this.log, event.stream, messageId));
      if (nativeKey !== undefined) moved.set(messageId, nativeKey);
    }
    return moved;
  }
}

function nativeKeyIn(events: readonly ClearEvent[]): string | undefined {
  for (const event of events) {
    if (isNamed(event, 'MessageReceived') || isNamed(event, 'MessageTransferredIn') || isNamed(event, 'CallLogged'))
      return event.clear.nativeKey;
  }
  return undefined;
}
