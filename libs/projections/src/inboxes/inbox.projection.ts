import type { InboxEvent } from '#domain';
import { idOf, named, nothingNamed } from '../projection/index.js';
import type { Named, Opened, Pages, Projection, Told } from '../projection/index.js';
import { quarantine, quarantineRow } from '../quarantine/index.js';
import { foldInbox } from './inbox.js';
import { inboxes } from './inboxes.table.js';

/** Keeps inboxes' settings, and what lies in their quarantine. Notices belong to no page: the log keeps them. */
export const inboxProjection: Projection<'inbox'> = {
  name: 'inbox',
  version: 1,
  category: 'inbox',
  tables: [inboxes, quarantine],
  names: inboxRows,
  fold: foldInboxFact,
};

function inboxRows({ type, stream }: Told<InboxEvent>): readonly Named[] {
  return type === 'InboxConnected' || type === 'InboxDisconnected' ? [named(inboxes, idOf(stream))] : nothingNamed;
}

function foldInboxFact(opened: Opened<InboxEvent>, pages: Pages): void {
  const { event } = opened;
  switch (event.type) {
    case 'InboxConnected':
    case 'InboxDisconnected': {
      const inbox = foldInbox(pages.of(inboxes).get(idOf(event.stream)), event);
      return inbox && pages.of(inboxes).put(inbox);
    }
    case 'EnvelopeQuarantined':
      return pages.of(quarantine).put(quarantineRow({ ...opened, event }));
    case 'EnvelopeReleased':
      return pages.of(quarantine).drop(idOf(event.stream), event.clear.envelope, event.clear.item);
    case 'NoticeReceived':
      return;
  }
}
