import type { Pages } from '../projection/index.js';
import { search, searchRow } from '../search/index.js';
import { timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';
import { counted, volume } from '../volume/index.js';

/** Puts a new entry into the timeline, and with it into what is counted and searched. */
export function addEntry(pages: Pages, entry: Entry): void {
  pages.of(timeline).put(entry);
  const words = searchRow(entry);
  if (words !== undefined) pages.of(search).put(words);
  count(pages, entry, 1);
}

/** Puts an entry elsewhere in its file. Its text, and when it was counted, stay. */
export const placeEntry = (pages: Pages, entry: Entry): void => pages.of(timeline).put(entry);

/** Takes an entry away, and with it what it was counted and found as. */
export function removeEntry(pages: Pages, entry: Entry): void {
  pages.of(timeline).drop(entry.position);
  pages.of(search).drop(entry.position);
  count(pages, entry, -1);
}

function count(pages: Pages, entry: Entry, sign: 1 | -1): void {
  const row = counted(entry, sign);
  if (row !== undefined) pages.of(volume).add(row);
}
