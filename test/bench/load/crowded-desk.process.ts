import { Sealer } from '#sealing';
import { newStream } from '#event-log';
import type { Append, StreamTip } from '#event-log';
import { openEventLogReader } from '#event-log/open';
import { kpiCopyist } from '#kpi/open';
import { rebuild } from '#projections';
import { kpiUrlOf, readSettings } from '#settings';
import { openKpiStore } from '../../../apps/sijil/src/kpi/kpi-store.js';
import { openStores } from '../../../apps/sijil/src/stores/stores.js';
import { serveTask } from '../programs/child-program.js';
import { crowdStory, customersIn } from './crowd-story.js';
import type { Crowd } from './crowd-story.js';
import type { Told } from './long-story.js';
import { draftOf } from './told-draft.js';

/** Writes the log of a desk at work, as if it had lived it, and copies its KPIs; pages are rebuilt beside. */
export interface CrowdedDesk extends Crowd {
  readonly dataDir: string;
}

/** Customers whose stories run side by side, each in so many turns. */
const sideBySide = 1_000;
const turns = 12;
const began = Date.UTC(2025, 0, 1);

serveTask(async ({ dataDir, ...crowd }: CrowdedDesk): Promise<{ readonly events: number }> => {
  const settings = readSettings({ DATA_DIR: dataDir });
  const stores = await openStores(settings, console.warn);
  const { log } = stores;
  const sealer = new Sealer(stores.keys, stores.blobs);
  let events = 0;
  for (let first = 0; first < customersIn(crowd); first += sideBySide) {
    const customers = Math.min(sideBySide, customersIn(crowd) - first);
    await tellAll(
      Array.from({ length: customers }, (_, n) => crowdStory(first + n, crowd)),
      first,
    );
  }
  await stores.close();
  await copyKpis();
  return { events };

  async function tellAll(stories: readonly (readonly Told[])[], first: number): Promise<void> {
    const tips = new Map<string, StreamTip>();
    for (let turn = 0; turn < turns; turn += 1) {
      const told = stories.map((story) => portion(story, turn)).filter((part) => part.length > 0);
      await sealer.ready(2 * told.reduce((sum, part) => sum + part.length, 0));
      const appends = told.map((part, n): Append => {
        const stream = part[0]?.stream ?? '';
        const at = (place: number) => new Date(began + (first + n) * 20_000 + turn * 3_600_000 + place * 1_000).toISOString(); // prettier-ignore
        const drafts = part.map((one, place) => draftOf(one, at(place), turn * 100_000 + place, sealer));
        return { stream, expected: tips.get(stream) ?? newStream, events: drafts };
      });
      const outcomes = await log.appendMany(appends);
      for (const [place, outcome] of outcomes.entries()) {
        if (outcome.kind === 'refused') throw new Error('two stories on one stream');
        tips.set(appends[place]?.stream ?? '', outcome.tip);
      }
      events += told.reduce((sum, part) => sum + part.length, 0);
    }
  }

  async function copyKpis(): Promise<void> {
    const reader = await openEventLogReader(settings.logUrl);
    const store = await openKpiStore(kpiUrlOf(settings));
    await rebuild({ log: reader, copyist: kpiCopyist, store, signal: new AbortController().signal });
    await store.close();
    await reader.close();
  }
});

/** The same share of a story in every turn, as far as it goes. */
const portion = (story: readonly Told[], turn: number): readonly Told[] =>
  story.slice(Math.floor((turn * story.length) / turns), Math.floor(((turn + 1) * story.length) / turns));
