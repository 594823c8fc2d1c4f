import type { HandleClass, HandleKind } from '#domain';
import { integer, optionalText, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** Which address or number speaks for which customer. */
export const handles = table({
  name: 'handles',
  columns: {
    /** The digest its stream is named by. */
    handleId: text(),
    customerId: text(),
    kind: text<HandleKind>(),
    class: text<HandleClass>(),
    /** The normalised handle; empty once erased. */
    handle: text(),
    claimedAt: text(),
    erased: integer(),
    /** What it may have in common with other handles of the same person: see `handleStem`. */
    stem: optionalText(),
  },
  key: ['handleId'],
  indexes: [['customerId'], ['stem']],
});
export type HandleRow = RowOf<typeof handles>;

/** Links between files that are of one person, each in both directions. A person is what links connect. */
export const links = table({
  name: 'links',
  columns: {
    customerId: text(),
    otherId: text(),
    because: text<'same-handles' | 'agent'>(),
    linkedAt: text(),
  },
  key: ['customerId', 'otherId'],
});
export type LinkRow = RowOf<typeof links>;

/** Files that are alike and were said not to be of one person, each pair in both directions. */
export const dismissals = table({
  name: 'dismissals',
  columns: {
    customerId: text(),
    otherId: text(),
    /** In what they are alike, words with a space between them. */
    likenesses: text(),
    /** When it was said last. */
    dismissedAt: text(),
  },
  key: ['customerId', 'otherId'],
});
export type DismissalRow = RowOf<typeof dismissals>;
