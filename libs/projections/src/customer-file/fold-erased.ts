import type { FactNamed } from '#domain';
import { deliveries } from '../deliveries/index.js';
import { idOf } from '../projection/index.js';
import type { Pages, Told } from '../projection/index.js';
import { search } from '../search/index.js';
import { tickets } from '../tickets/index.js';
import { timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';
import { forgetName, placeEntry } from './put-entry.js';

/**
 * A customer is erased: entries, cards and deliveries of the file lose every word and name. What is counted stays, and
 * when it was. Told again without the keys the same is left.
 */
export function foldErased(pages: Pages, { stream }: Told<FactNamed<'CustomerErased'>>): void {
  const customerId = idOf(stream);
  for (const entry of rowsOf(pages.of(timeline).all(), customerId)) {
    placeEntry(pages, wordless(entry));
    pages.of(search).drop(entry.position);
    forgetName(pages, entry);
  }
  for (const card of rowsOf(pages.of(tickets).all(), customerId))
    pages.of(tickets).put({ ...card, subject: '', preview: '', customerName: '' });
  for (const delivery of rowsOf(pages.of(deliveries).all(), customerId))
    pages.of(deliveries).put({ ...delivery, detail: '' });
}

/** Rows of other files may be among those a batch works on. */
const rowsOf = <R extends { readonly customerId: string }>(rows: Iterable<R>, customerId: string): readonly R[] =>
  [...rows].filter((row) => row.customerId === customerId);

const wordless = (entry: Entry): Entry => ({
  ...entry,
  senderName: '',
  senderAddress: '',
  subject: '',
  text: '',
  erased: heldWords(entry) ? 1 : 0,
});

/** Facts about tickets hold none, but for openings that a system outside states. */
const heldWords = ({ kind, channel }: Entry): boolean => kind !== 'ticket' || channel !== '';
