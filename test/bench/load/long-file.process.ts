import { setTimeout } from 'node:timers/promises';
import { recordersOver, StreamSnapshots } from '#application';
import { newStream } from '#event-log';
import type { EventDraft, StreamTip } from '#event-log';
import { openWritingStores } from '../programs/writing-stores.js';
import { serveTask } from '../programs/child-program.js';
import { factsATicket, longStream, nthTicket } from './long-file-story.js';
import { draftOf } from './told-draft.js';

/** One customer's file of so many events, the last `since` of them behind its snapshot. */
export interface LongFile {
  readonly dataDir: string;
  readonly events: number;
  readonly since: number;
}

const ticketsAtOnce = 250;
const began = Date.UTC(2025, 0, 1);

serveTask(async ({ dataDir, events, since }: LongFile): Promise<{ readonly bytes: number }> => {
  const { log, sealer, desk, close } = await openWritingStores(dataDir);
  let tip: StreamTip = newStream;
  await writeUpTo((events - since) / factsATicket);
  const snapshots = new StreamSnapshots(log, desk.snapshots);
  await recordersOver(log, sealer, snapshots).files.load(longStream);
  let kept = await desk.snapshots.find(longStream);
  for (; kept === undefined; kept = await desk.snapshots.find(longStream)) await setTimeout(10);
  await writeUpTo(events / factsATicket);
  await close();
  return { bytes: kept.bytes.length };

  async function writeUpTo(tickets: number): Promise<void> {
    for (let nth = tip.version / factsATicket + 1; nth <= tickets; nth += ticketsAtOnce) {
      const many = Math.min(ticketsAtOnce, tickets - nth + 1);
      await sealer.ready(many);
      const drafts = Array.from({ length: many }, (_, at) => draftsOf(nth + at)).flat();
      ({ tip } = await log.append({ stream: longStream, expected: tip, events: drafts }));
    }
  }

  function draftsOf(nth: number): readonly EventDraft[] {
    const at = new Date(began + nth * 60_000).toISOString();
    return nthTicket(nth).map((told, turn) => draftOf(told, at, nth * factsATicket + turn, sealer));
  }
});
