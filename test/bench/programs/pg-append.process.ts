import { newStream } from '#event-log';
import type { StreamTip } from '#event-log';
import { openEventLog } from '#event-log/open';
import { batchLength, messageDraft, streamsOf } from '../load/pg-rows.js';
import type { PgAppends } from '../load/pg-rows.js';
import { serveTask } from './child-program.js';

/** The product: batches of independent appends, each judged, hashed into its chain, and durable when it returns. */
serveTask(async ({ url, seconds }: PgAppends): Promise<{ readonly perSecond: number }> => {
  const log = await openEventLog(url);
  const tips = new Map<string, StreamTip>();
  const batch = async (turn: number): Promise<void> => {
    const streams = streamsOf(turn);
    const appends = streams.map((stream, at) => {
      const expected = tips.get(stream) ?? newStream;
      return { stream, expected, events: [messageDraft(stream, turn * batchLength + at)] };
    });
    const outcomes = await log.appendMany(appends);
    outcomes.forEach((outcome, at) => {
      if (outcome.kind === 'appended') tips.set(streams[at] ?? '', outcome.tip);
    });
  };
  await batch(0);
  const start = performance.now();
  let turn = 1;
  for (; performance.now() - start < seconds * 1000; turn += 1) await batch(turn);
  const took = (performance.now() - start) / 1000;
  await log.close();
  return { perSecond: ((turn - 1) * batchLength) / took };
});
