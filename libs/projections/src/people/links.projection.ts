import type { LinkEvent } from '#domain';
import { nothingNamed } from '../projection/index.js';
import type { Opened, Pages, Projection } from '../projection/index.js';
import { links } from './people.tables.js';

/** Keeps which files are of one person. */
export const linksProjection: Projection<'link'> = {
  name: 'links',
  version: 1,
  category: 'link',
  tables: [links],
  names: () => nothingNamed,
  fold: foldLink,
};

function foldLink({ event }: Opened<LinkEvent>, pages: Pages): void {
  const { firstCustomerId: first, secondCustomerId: second } = event.clear;
  switch (event.type) {
    case 'CustomersMerged': {
      const { because } = event.clear;
      const linkedAt = event.occurredAt;
      pages.of(links).put({ customerId: first, otherId: second, because, linkedAt });
      return pages.of(links).put({ customerId: second, otherId: first, because, linkedAt });
    }
    case 'CustomersUnmerged':
      pages.of(links).drop(first, second);
      return pages.of(links).drop(second, first);
  }
}
