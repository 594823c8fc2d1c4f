import type { InboxProfile, ParsedEnvelope, RawEnvelope } from '#channels';
import type { BlobStore } from '#blobs';
import type { KeptEnvelope } from '#desk-store';
import { InboxNotFound } from '../../door/door.errors.js';
import type { Inbox, InboxDirectory } from '../../inboxes/inbox-directory.js';
import type { Arrival } from './arrival.js';

/** Reads raw bytes by the inbox's parser, here or on another thread. */
export type Parse = (raw: RawEnvelope, inbox: InboxProfile) => Promise<ParsedEnvelope>;

/** What reading needs beside the envelope. */
export interface Reading {
  readonly inboxes: Pick<InboxDirectory, 'everKnown'>;
  readonly parse: Parse;
  readonly blobs: Pick<BlobStore, 'get'>;
}

/** Reads one envelope. Whatever goes wrong is a refusal: nothing that was kept is lost or holds up the others. */
export async function readEnvelope(envelope: KeptEnvelope, { inboxes, parse, blobs }: Reading): Promise<Arrival> {
  try {
    const inbox = inboxes.everKnown(envelope.inbox);
    const bytes = envelope.body ?? (await blobs.get(envelope.sha256));
    if (!bytes) return unreadable(envelope, 'INTAKE.BODY_MISSING', 'the blob store has no such body');
    const { contentType, receivedAt, nativeId, context } = envelope;
    const parsed = await parse({ bytes, contentType, receivedAt, nativeId, context }, profileOf(inbox));
    return { envelope, inbox, parsed };
  } catch (fault) {
    const reason = fault instanceof InboxNotFound ? 'INTAKE.INBOX_UNKNOWN' : 'INTAKE.PARSER_FAILED';
    return unreadable(envelope, reason, fault instanceof Error ? fault.message : String(fault));
  }
}

function unreadable(envelope: KeptEnvelope, reason: string, detail: string): Arrival {
  return { envelope, parsed: { parser: 'none@1', items: [], refusals: [{ place: '', reason, detail }] } };
}

const profileOf = ({ id, kind, address, ownAddresses, region, timeZone }: Inbox): InboxProfile => ({
  id,
  kind,
  address,
  ownAddresses,
  region,
  timeZone,
});
