import type { Row } from '#read-store';
import type { Pages } from '../projection/index.js';
import { search } from '../search/index.js';
import type { SearchRow } from '../search/index.js';
import { timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';
import type { ExpectedRow } from './expected-row.js';

/** What is known of a long file before its stretches are folded. */
export interface LongFile {
  readonly stream: string;
  /** Messages that went to other customers: whether they stand here depends on other stretches. */
  readonly gone: ReadonlySet<string>;
  /** Where the customer was erased: nothing before it has words. */
  readonly erasedAt: bigint;
}

/** The entries of a stretch as they stand whatever comes after it, and the words they are found by. */
export function entriesOf(pages: Pages, file: LongFile): readonly ExpectedRow[] {
  const words = new Map((pages.of(search).changes()?.puts as readonly SearchRow[] | undefined)?.map((row) => [row.position, row])); // prettier-ignore
  const entries = (pages.of(timeline).changes()?.puts ?? []) as readonly Entry[];
  return entries
    .filter(({ entryId }) => !file.gone.has(entryId))
    .flatMap((entry): readonly ExpectedRow[] => {
      const { stream, erasedAt } = file;
      const [key, isErased] = [[entry.position], entry.position < erasedAt];
      const row = { ...lasting(entry), ...(isErased && wordless) };
      return [
        { stream, table: timeline, key, row },
        { stream, table: search, key, row: isErased ? undefined : words.get(entry.position) },
      ];
    });
}

const wordless = { senderName: '', senderAddress: '', subject: '', text: '' };

/**
 * The columns no later fact changes, and none before decides: where a message stands may change, a reply takes the channel
 * of its conversation, further records of a call change how it ended.
 */
function lasting({
  conversationId: _,
  ticketId: __,
  heard: ___,
  erased: ____,
  channel,
  what,
  detail,
  ...entry
}: Entry): Row {
  return {
    ...entry,
    ...(entry.kind !== 'reply' && { channel }),
    ...(entry.kind !== 'call' && { what, detail }),
  };
}
