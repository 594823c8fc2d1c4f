import type { EventLogReader, RecordedEvent } from '#event-log';

const readAtOnce = 1000;
/** Whoever looks back mostly finds among the last what they look for. */
const firstLook = 100;

/** Events of a stream that are meant, oldest first. Reads the whole stream: for what people ask, not for the road. */
export async function eventsWhere(
  log: EventLogReader,
  stream: string,
  isMeant: (event: RecordedEvent) => boolean,
): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const events of portionsOf(log, stream)) found.push(...events.filter(isMeant));
  return found;
}

/** A whole stream behind a version, portion by portion, oldest first. */
export async function* portionsOf(
  log: EventLogReader,
  stream: string,
  afterVersion = 0,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let after = afterVersion; ;) {
    const events = await log.readStream(stream, after, readAtOnce);
    yield events;
    after = events.at(-1)?.version ?? after;
    if (events.length < readAtOnce) return;
  }
}

/** A stream from a version back to its beginning, newest first. Who breaks off has read little more than was looked at. */
export async function* backFrom(log: EventLogReader, stream: string, version: number): AsyncGenerator<RecordedEvent> {
  let size = firstLook;
  for (let upTo = version; upTo > 0; size = readAtOnce) {
    const after = Math.max(0, upTo - size);
    yield* (await allBetween(log, stream, after, upTo)).toReversed();
    upTo = after;
  }
}

/** A stream from its end back, as `backFrom`: for those who do not know where it ends. */
export async function* backFromEnd(log: EventLogReader, stream: string): AsyncGenerator<RecordedEvent> {
  const first = await log.readStream(stream, 0, readAtOnce);
  if (first.length === readAtOnce) yield* backFrom(log, stream, await lastVersion(log, stream));
  else yield* first.toReversed();
}

/** Of a stream that has a portion at least. */
async function lastVersion(log: EventLogReader, stream: string): Promise<number> {
  const isThere = async (version: number) => (await log.readStream(stream, version - 1, 1)).length > 0;
  let [there, beyond] = [readAtOnce, 2 * readAtOnce];
  while (await isThere(beyond)) [there, beyond] = [beyond, 2 * beyond];
  while (beyond - there > 1) {
    const middle = Math.floor((there + beyond) / 2);
    if (await isThere(middle)) there = middle;
    else beyond = middle;
  }
  return there;
}

/** Events that cannot be read are not passed over: whoever asks for more behind the last is told. */
async function allBetween(
  log: EventLogReader,
  stream: string,
  after: number,
  upTo: number,
): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  while (after + found.length < upTo) {
    const more = await log.readStream(stream, after + found.length, upTo - after - found.length);
    if (more.length === 0) return found;
    found.push(...more);
  }
  return found;
}

/**
 * Up to which version a stream stands in the log at a position, found in a few looks; `version` is its last. Of streams
 * that do not tell where their events stand, and of short ones, it is 0: they are read from their beginning.
 */
export async function versionAt(
  log: EventLogReader,
  { stream, version }: { readonly stream: string; readonly version: number },
  position: bigint,
): Promise<number> {
  if (log.traits.streamsTellPositions === false || version <= firstLook) return 0;
  let [before, behind] = [0, version + 1];
  while (behind - before > 1) {
    const middle = Math.floor((before + behind) / 2);
    const [event] = await log.readStream(stream, middle - 1, 1);
    if (event && event.position <= position) before = middle;
    else behind = middle;
  }
  return before;
}
