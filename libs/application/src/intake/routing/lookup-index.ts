import type { SequencerStore } from '#desk-store';
import type { FactNamed } from '#domain';
import type { ClearEvent, EventLogReader } from '#event-log';
import { failpoint } from '#failpoints';
import { backFrom, portionsOf } from '../../recording/events-about.js';
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
      const nativeKey = await this.nativeKeyOf(event.clear.messageId, event);
      if (nativeKey !== undefined) moved.set(event.clear.messageId, nativeKey);
    }
    return moved;
  }

  private async nativeKeyOf(messageId: string, { stream, version }: ClearEvent): Promise<string | undefined> {
    for await (const event of backFrom(this.log, stream, version)) {
      if (isHeld(event) && event.clear.messageId === messageId) return event.clear.nativeKey;
    }
    return undefined;
  }
}

type Held = ClearEvent & FactNamed<'MessageReceived' | 'MessageTransferredIn' | 'CallLogged'>;

const isHeld = (event: ClearEvent): event is Held =>
  isNamed(event, 'MessageReceived') || isNamed(event, 'MessageTransferredIn') || isNamed(event, 'CallLogged');
