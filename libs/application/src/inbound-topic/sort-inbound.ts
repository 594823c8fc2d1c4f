import type { TopicRecord } from '#messaging';
import type { Delivery } from '../door/door.js';
import { InboxNotFound } from '../door/door.errors.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import type { Refusal } from './dead-letter.js';
import { readInbound } from './read-inbound.js';

/** Records as deliveries, and those that are none. */
export interface Sorted {
  readonly byInbox: ReadonlyMap<string, readonly Delivery[]>;
  readonly refused: readonly Refusal[];
}

type Inboxes = Pick<InboxRegister, 'find' | 'refresh'>;

/** Reads records, each in its order for its inbox. Errors: those of the desk store, which may pass. */
export async function sortInbound(
  records: readonly TopicRecord[],
  inboxes: Inboxes,
  maxBytes: number,
): Promise<Sorted> {
  const byInbox = new Map<string, Delivery[]>();
  const refused: Refusal[] = [];
  for (const record of records) {
    try {
      const { inbox, delivery } = readInbound(record, maxBytes);
      if (!byInbox.has(inbox)) await mustKnow(inboxes, inbox);
      const deliveries = byInbox.get(inbox) ?? [];
      byInbox.set(inbox, deliveries);
      deliveries.push(delivery);
    } catch (fault) {
      refused.push(refusalOf(record, fault));
    }
  }
  return { byInbox, refused };
}

/** Another process may have connected it just now. Errors: `InboxNotFound`. */
async function mustKnow(inboxes: Inboxes, inbox: string): Promise<void> {
  if (inboxes.find(inbox)) return;
  await inboxes.refresh();
  if (!inboxes.find(inbox)) throw new InboxNotFound(inbox);
}

/** Throws what is no refusal: a store that is away says nothing about a record. */
function refusalOf(record: TopicRecord, fault: unknown): Refusal {
  const { code, message } = fault as { readonly code?: unknown; readonly message: string };
  if (typeof code !== 'string' || !(code.startsWith('INBOUND.') || ofTheDoor.has(code))) throw fault;
  return { record, code, words: message };
}

const ofTheDoor: ReadonlySet<string> = new Set(['INBOX.NOT_FOUND', 'DOOR.NATIVE_ID_MALFORMED']);
