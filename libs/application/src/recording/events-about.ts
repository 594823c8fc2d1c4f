import type { EventLogReader, RecordedEvent } from '#event-log';

const readAtOnce = 1000;

/** Everything a file says about one message, oldest first. */
export const eventsAbout = (
  log: EventLogReader,
  stream: string,
  messageId: string,
): Promise<readonly RecordedEvent[]> => eventsWhere(log, stream, ({ clear }) => clear['messageId'] === messageId);

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

/** A whole stream, portion by portion, oldest first. */
export async function* portionsOf(log: EventLogReader, stream: string): AsyncGenerator<readonly RecordedEvent[]> {
  for (let after = 0; ;) {
    const events = await log.readStream(stream, after, readAtOnce);
    yield events;
    after = events.at(-1)?.version ?? after;
    if (events.length < readAtOnce) return;
  }
}
