import type { RecordedEvent } from '#event-log';
import { History } from '#projections/testing';
import { storyOf } from './long-story.js';

/** Where to project, and how many events. */
export interface PgProjection {
  readonly url: string;
  readonly events: number;
}
/** What came of it: how long the batches took together, and processor time in microseconds, here and on the server. */
export interface Projected {
  readonly seconds: number;
  readonly client: number;
  readonly server: number;
}

const factsEach = 20;
const sideBySide = 250;
/** As many events as a projector that follows the log takes at once. */
const batchLength = 250;

/**
 * At least so many recorded events: stories of customers, hundreds side by side. Nothing is sealed. Those of another volume
 * are about other customers.
 */
export function storiesOf(events: number, volume = 0): History {
  const history = new History();
  for (let first = volume * events; history.events.length < events; first += sideBySide) {
    const stories = Array.from({ length: sideBySide }, (_, n) => storyOf(first + n));
    for (let step = 0; step < factsEach; step += 1) {
      for (const { stream, fact, actor, parts } of stories.flatMap((story) => story[step] ?? [])) {
        history.keep(fact, { stream, parts, actor: { class: actor, id: actor } });
      }
    }
  }
  return history;
}

/** So many of them, in batches. */
export function batchesOfStories(events: number): readonly (readonly RecordedEvent[])[] {
  const told = storiesOf(events).events;
  const batches = Math.ceil(events / batchLength);
  return Array.from({ length: batches }, (_, n) => told.slice(n * batchLength, (n + 1) * batchLength));
}
