import { openEventLogReader } from '#event-log/open';
import type { RecordedEvent } from '#event-log';

/** Everything the log at this address holds, in order. */
export async function wholeLog(url: string): Promise<readonly RecordedEvent[]> {
  const log = await openEventLogReader(url);
  const events: RecordedEvent[] = [];
  for (;;) {
    const more = await log.readAll(events.at(-1)?.position ?? 0n, 1_000);
    events.push(...more);
    if (more.length === 0) break;
  }
  await log.close();
  return events;
}
