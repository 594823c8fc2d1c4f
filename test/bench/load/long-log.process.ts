import { mkdir } from 'node:fs/promises';
import { openBlobStore } from '#blobs/open';
import { newStream } from '#event-log';
import type { Append, StreamTip } from '#event-log';
import { openEventLog } from '#event-log/open';
import { Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { readSettings } from '#settings';
import { serveTask } from '../programs/child-program.js';
import { storyOf } from './long-story.js';
import type { Told } from './long-story.js';
import { draftOf } from './told-draft.js';

/** A log of so many facts, twenty a customer; five hundred customers' stories run side by side. */
export interface LongLog {
  readonly dataDir: string;
  readonly events: number;
}

const factsEach = 20;
const sideBySide = 500;
const began = Date.UTC(2025, 0, 1);

serveTask(async ({ dataDir, events }: LongLog): Promise<{ readonly events: number }> => {
  await mkdir(dataDir, { recursive: true });
  const { logUrl, keysUrl, blobUrl } = readSettings({ DATA_DIR: dataDir });
  const log = await openEventLog(logUrl);
  const keys = await openSealingKeys(keysUrl);
  const sealer = new Sealer(keys, await openBlobStore(blobUrl));
  const customers = Math.ceil(events / factsEach);
  for (let first = 0; first < customers; first += sideBySide) {
    const stories = Array.from({ length: Math.min(sideBySide, customers - first) }, (_, n) => storyOf(first + n));
    await writeStories(stories, first);
  }
  await keys.close();
  await log.close();
  return { events: customers * factsEach };

  async function writeStories(stories: readonly (readonly Told[])[], first: number): Promise<void> {
    const tips = new Map<string, StreamTip>();
    for (let step = 0; step < factsEach; step += 1) {
      const told = stories.flatMap((story) => story[step] ?? []);
      await sealer.ready(2 * told.length);
      const at = new Date(began + (first * factsEach + step * sideBySide) * 1000).toISOString();
      const appends = told.map((one): Append => ({ stream: one.stream, expected: tips.get(one.stream) ?? newStream, events: [draftOf(one, at, step, sealer)] })); // prettier-ignore
      const outcomes = await log.appendMany(appends);
      for (const [place, outcome] of outcomes.entries()) {
        if (outcome.kind === 'refused') throw new Error('two stories on one stream');
        tips.set(appends[place]?.stream ?? '', outcome.tip);
      }
    }
  }
});
