import { integer, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** Folded words of the timeline's entries, under their positions. The texts themselves stand in the timeline. */
export const search = table({
  name: 'search',
  kind: 'words',
  columns: { position: integer(), subject: text(), text: text(), sender: text() },
  key: ['position'],
});
export type SearchRow = RowOf<typeof search>;
