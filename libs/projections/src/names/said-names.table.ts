import { integer, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** In which files a name was said: what files of one person are looked for by. */
export const saidNames = table({
  name: 'saidNames',
  columns: {
    /** The name as it is compared: see `nameLetters`. */
    letters: text(),
    customerId: text(),
    /** An entry of that file's timeline in which it is said. */
    position: integer(),
  },
  key: ['letters', 'customerId'],
});
export type SaidName = RowOf<typeof saidNames>;
