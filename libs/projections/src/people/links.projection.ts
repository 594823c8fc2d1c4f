import type { LinkEvent } from '#domain';
import { nothingNamed } from '../projection/index.js';
import type { Opened, Pages, Projection } from '../projection/index.js';
import { dismissals, links } from './people.tables.js';

/** Keeps which files are of one person, and which were said not to be. */
export const linksProjection: Projection<'link'> = {
  name: 'links',
  version: 2,
  category: 'link',
  tables: [links, dismissals],
  names: () => nothingNamed,
  fold: foldLink,
};

function foldLink({ event }: Opened<LinkEvent>, pages: Pages): void {
  const { firstCustomerId, secondCustomerId } = event.clear;
  foldSide(event, { customerId: firstCustomerId, otherId: secondCustomerId }, pages);
  foldSide(event, { customerId: secondCustomerId, otherId: firstCustomerId }, pages);
}

/** The one file of a link, seen from the other. */
interface Side {
  readonly customerId: string;
  readonly otherId: string;
}

function foldSide({ type, clear, occurredAt }: Opened<LinkEvent>['event'], side: Side, pages: Pages): void {
  switch (type) {
    case 'CustomersMerged':
      pages.of(links).put({ ...side, because: clear.because, linkedAt: occurredAt });
      return pages.of(dismissals).drop(side.customerId, side.otherId);
    case 'CustomersUnmerged':
      return pages.of(links).drop(side.customerId, side.otherId);
    case 'SuggestionDismissed': {
      const likenesses = clear.likenesses.join(' ');
      return pages.of(dismissals).put({ ...side, likenesses, dismissedAt: occurredAt });
    }
  }
}
