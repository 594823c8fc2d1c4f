import type { Pages } from '../projection/index.js';
import { calledIn, saidName, saidNames } from '../names/index.js';
import { search, searchRow } from '../search/index.js';
import { timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';
import { counted, volume } from '../volume/index.js';

/**
 * Puts a new entry into the timeline, and with it into what is counted and searched. The name in it is noted, unless it
 * is the one on the card of a ticket of this file (`named`): then an entry before it brought it there.
 */
export function addEntry(pages: Pages, entry: Entry, named = ''): void {
  pages.of(timeline).put(entry);
  const words = searchRow(entry);
  if (words !== undefined) pages.of(search).put(words);
  count(pages, entry, 1);
  if (calledIn(entry) !== named) noteName(pages, entry);
}

/** Puts an entry that stands already as it is now. Its text, and when it was counted, stay. */
export const placeEntry = (pages: Pages, entry: Entry): void => pages.of(timeline).put(entry);

/** Takes an entry away, and with it what it was counted and found as. All entries of its file were read. */
export function removeEntry(pages: Pages, entry: Entry): void {
  pages.of(timeline).drop(entry.position);
  pages.of(search).drop(entry.position);
  count(pages, entry, -1);
  forgetName(pages, entry);
  noteNamesAnew(pages, entry.customerId);
}

/**
 * A message or call of this file, where all of its entries were read. The batch may hold entries of other files, and among them the same message before or after
 * it was here.
 */
export function entryOf(pages: Pages, customerId: string, messageId: string): Entry | undefined {
  for (const entry of pages.of(timeline).all()) {
    const isSpoken = entry.kind === 'message' || entry.kind === 'call';
    if (isSpoken && entry.entryId === messageId && entry.customerId === customerId) return entry;
  }
  return undefined;
}

/** The name that is said in an entry is no longer said in its file. */
export function forgetName(pages: Pages, entry: Entry): void {
  const name = saidName(entry);
  if (name !== undefined) pages.of(saidNames).drop(name.letters, name.customerId);
}

function noteName(pages: Pages, entry: Entry): void {
  const name = saidName(entry);
  if (name !== undefined) pages.of(saidNames).put(name);
}

/** Every name of a file, as if only what is left of it had ever been: each where it was said first. */
function noteNamesAnew(pages: Pages, customerId: string): void {
  const left = [...pages.of(timeline).all()].filter((entry) => entry.customerId === customerId);
  for (const entry of left.sort((one, other) => other.position - one.position)) noteName(pages, entry);
}

function count(pages: Pages, entry: Entry, sign: 1 | -1): void {
  const row = counted(entry, sign);
  if (row !== undefined) pages.of(volume).add(row);
}
