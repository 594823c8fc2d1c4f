import type { InboxConnected, InboxDisconnected } from '#domain';
import type { FactOf } from '#domain';
import { idOf } from '../projection/index.js';
import type { Told } from '../projection/index.js';
import type { InboxRow } from './inboxes.table.js';

type Connection = FactOf<typeof InboxConnected> | FactOf<typeof InboxDisconnected>;

/** The inbox after it was put to work, given other settings, or disconnected. */
export function foldInbox(inbox: InboxRow | undefined, event: Told<Connection>): InboxRow | undefined {
  switch (event.type) {
    case 'InboxConnected': {
      const { secretName = null, verifyName = null, ownAddresses = '', ...settings } = event.clear;
      const { kind, address, region, timeZone, reopenWindowSeconds, silenceSeconds } = settings;
      const connectedAt = inbox?.disconnectedAt === null ? inbox.connectedAt : event.occurredAt;
      const places = { kind, address, region, timeZone, ownAddresses, secretName, verifyName };
      const times = { reopenWindowSeconds, silenceSeconds, connectedAt, disconnectedAt: null };
      return { inbox: idOf(event.stream), ...places, ...times };
    }
    case 'InboxDisconnected':
      return inbox && { ...inbox, disconnectedAt: event.occurredAt };
  }
}
