import type { HandleEvent } from '#domain';
import { erasedPart, idOf, nothingNamed } from '../projection/index.js';
import type { Opened, Pages, Projection } from '../projection/index.js';
import { handleStem } from './handle-stem.js';
import { handles } from './people.tables.js';

/** Keeps which handle speaks for whom. */
export const handlesProjection: Projection<'handle'> = {
  name: 'handles',
  version: 2,
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
      const said = { kind, class: speaksFor, handle: parts['handle'] ?? '' };
      const known = { erased: erasedPart(opened, 'handle'), stem: handleStem(said) };
      return pages.of(handles).put({ handleId, customerId, claimedAt: event.occurredAt, ...said, ...known });
    }
    case 'HandleReleased':
      return pages.of(handles).drop(handleId);
  }
}
