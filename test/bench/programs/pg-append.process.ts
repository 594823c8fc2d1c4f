import { newStream } from '#event-log';
import type { StreamTip } from '#event-log';
import { openEventLog } from '#event-log/open';
import { appendTurns, batchLength, messageDraft, streamsOf } from '../load/pg-rows.js';
import type { PgAppended, PgAppends } from '../load/pg-rows.js';
import { serveTask } from './child-program.js';

/** The product: batches of independent appends, each judged, hashed into its chain, and durable when it returns. */
serveTask(async (task: PgAppends): Promise<PgAppended> => {
  const log = await openEventLog(task.url);
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
  const appended = await appendTurns(task, batch);
  await log.close();
  return appended;
});
