import type { FeedPortion, FeedQuestion, PositionTokens } from '#apps/api';
import type { EventLogReader, RecordedEvent } from '#event-log';
import type { Sealer } from '#sealing';
import { PositionUnreadable } from '../positions/position-tokens.js';
import { feedRecord, framed } from './feed-record.js';
import { openedParts, sealedParts } from './feed-parts.js';

/** What portions are made from. */
export interface FeedStores {
  readonly log: Pick<EventLogReader, 'traits' | 'readAll' | 'readClear' | 'head'>;
  readonly sealer: Pick<Sealer, 'openMany'>;
  readonly positions: PositionTokens;
}

/** Events looked at for one portion, so that no client keeps others waiting for long. */
const eventsLookedAt = 500;
/** Bytes after which a portion is sent. */
const fullAt = 256 * 1024;
/** Texts opened together. */
const openedTogether = 32;

/**
 * One portion of the feed: looks at up to 500 events, and ends earlier at 256 KiB or at the limit.
 *
 * Errors: `PositionUnreadable` beyond the end of the log; those of log and sealer.
 */
export async function readPortion(stores: FeedStores, question: FeedQuestion): Promise<FeedPortion> {
  const { limit } = question;
  const passed = await passOver(stores, question);
  if (passed.isAll) return { bytes: Buffer.of(), records: 0, upTo: passed.upTo, atHead: passed.atHead };
  const after = passed.upTo;
  const most = mostLookedAt(question);
  const events = await stores.log.readAll(after, most);
  if (events.length === 0) await mustNotLieBeyond(stores, after);
  const isWanted = wantedBy(question);
  const texts: string[] = [];
  let [bytes, upTo] = [0, after];
  for (const some of together(events, isWanted)) {
    const room = limit - texts.length;
    const taken = some.wanted.slice(0, room);
    for (const text of await written(stores, question, taken)) bytes += texts.push(text) && text.length;
    const isCut = taken.length < some.wanted.length;
    upTo = isCut ? (taken.at(-1)?.position ?? upTo) : some.upTo;
    if (isCut || texts.length >= limit || bytes >= fullAt) break;
  }
  const isAll = upTo === (events.at(-1)?.position ?? after);
  return {
    bytes: Buffer.from(texts.join('')),
    records: texts.length,
    upTo,
    atHead: isAll && events.length < most,
  };
}

/** Where everything is asked for, no more than is given; and one, to know whether there is more. */
const mostLookedAt = ({ types, streams, limit }: FeedQuestion): number =>
  types.length + streams.length > 0 ? eventsLookedAt : Math.min(eventsLookedAt, limit + 1);

/** How much of the next stretch lies before the first event of the types that are asked for. */
interface PassedOver {
  readonly upTo: bigint;
  /** None of it is asked for. */
  readonly isAll: boolean;
  readonly atHead: boolean;
}

/** Types stand in the clear: of what is of none of them nothing sealed is read. */
async function passOver({ log }: FeedStores, { after, types }: FeedQuestion): Promise<PassedOver> {
  const stretch = types.length === 0 ? undefined : await log.readClear(after, eventsLookedAt, types);
  if (!stretch) return { upTo: after, isAll: false, atHead: false };
  const [first] = stretch.events;
  // Only where there are no gaps is there a place right before an event; elsewhere the stretch is read again, whole.
  if (first) return { upTo: log.traits.gapless ? first.position - 1n : after, isAll: false, atHead: false };
  const { position } = await log.head();
  return { upTo: stretch.upTo.position, isAll: true, atHead: stretch.upTo.position >= position };
}

/** Which events a question asks for. */
function wantedBy({ types, streams }: FeedQuestion): (event: RecordedEvent) => boolean {
  const wantedTypes = new Set(types);
  const isOf = (stream: string) => streams.some((name) => stream === name || stream.startsWith(`${name}-`));
  return ({ type, stream }) =>
    (wantedTypes.size === 0 || wantedTypes.has(type)) && (streams.length === 0 || isOf(stream));
}

interface Together {
  readonly wanted: readonly RecordedEvent[];
  /** Position of the last event looked at, wanted or not. */
  readonly upTo: bigint;
}

/** Cuts a read into runs whose texts are opened together; one with a part in the blob store, which may be large, ends its run. */
function* together(events: readonly RecordedEvent[], isWanted: (event: RecordedEvent) => boolean): Generator<Together> {
  let wanted: RecordedEvent[] = [];
  for (const event of events) {
    if (isWanted(event)) wanted.push(event);
    if (wanted.length < openedTogether && !(wanted.at(-1) === event && isLarge(event))) continue;
    yield { wanted, upTo: event.position };
    wanted = [];
  }
  const last = events.at(-1);
  if (last) yield { wanted, upTo: last.position };
}

const isLarge = ({ sealed }: RecordedEvent): boolean => Object.values(sealed).some(({ blob }) => blob !== undefined);

async function written(
  { sealer, positions }: FeedStores,
  { withText, form }: FeedQuestion,
  events: readonly RecordedEvent[],
): Promise<readonly string[]> {
  const parts = withText ? await openedParts(sealer, events) : events.map(sealedParts);
  return events.map((event, place) => {
    const position = positions.write(event.position);
    return framed[form](feedRecord(event, position, parts[place]), position);
  });
}

async function mustNotLieBeyond({ log }: FeedStores, after: bigint): Promise<void> {
  const { position } = await log.head();
  if (after > position) throw new PositionUnreadable('it lies beyond the end of the log');
}
