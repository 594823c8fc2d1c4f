import type { HandleEvent } from '#domain';
import { erasedPart, idOf, nothingNamed } from '../projection/index.js';
import type { Opened, Pages, Projection } from '../projection/index.js';
import { handles } from './people.tables.js';

/** Keeps which handle speaks for whom. */
export const handlesProjection: Projection<'handle'> = {
  name: 'handles',
  version: 1,
  category: 'handle',
  tables: [handles],
  names: () => nothingNamed,
  fold: foldHandle,
};

function foldHandle(opened: Opened<HandleEvent>, pages: Pages): void {
  const { event, parts } = opened;
  const handleId = idOf(event.stream);
  switch (event.type) {
    case 'HandleClaimed': {
      const { customerId, kind, class: speaksFor } = event.clear;
      const known = { handle: parts['handle'] ?? '', erased: erasedPart(opened, 'handle') };
      return pages
        .of(handles)
        .put({ handleId, customerId, kind, class: speaksFor, claimedAt: event.occurredAt, ...known });
    }
    case 'HandleReleased':
      return pages.of(handles).drop(handleId);
  }
}
