import type { InboxProfile, RawEnvelope } from '#channels';
import { BlobDamaged } from '#blobs';
import type { BlobStore } from '#blobs';
import type { KeptEnvelope } from '#desk-store';
import { InboxNotFound } from '../../door/door.errors.js';
import type { Inbox } from '../../inboxes/inbox-directory.js';
import type { InboxRegister } from '../../inboxes/inbox-register.js';
import type { Arrival, ArrivedEnvelope } from './arrival.js';
import type { OutlinedEnvelope } from './outline.js';

/** Reads raw bytes by the inbox's parser and outlines what they say, here or on another thread. */
export type Parse = (raw: RawEnvelope, inbox: InboxProfile) => Promise<OutlinedEnvelope>;

/** What reading needs beside the envelope. */
export interface Reading {
  /** Refreshed once the envelopes are there: their settings are at least those of when they came. */
  readonly inboxes: Pick<InboxRegister, 'everKnown' | 'refresh'>;
  readonly parse: Parse;
  readonly blobs: Pick<BlobStore, 'get'>;
}

/**
 * Reads one envelope. Whatever is wrong with it is a refusal: nothing that was kept is lost or holds up the others.
 * An erased one says nothing.
 * Errors: those of a blob store that cannot be reached now; the envelope is then read later, not set aside.
 */
export async function readEnvelope(envelope: KeptEnvelope, reading: Reading): Promise<Arrival> {
  if (envelope.erased) return { envelope: arrived(envelope), parsed: { parser: 'none@1', items: [], refusals: [] } };
  try {
    const bytes = envelope.body ?? (await reading.blobs.get(envelope.sha256));
    if (!bytes) return unreadable(envelope, 'INTAKE.BODY_MISSING', 'the blob store has no such body');
    return await parsedBy(envelope, bytes, reading);
  } catch (fault) {
    if (!(fault instanceof BlobDamaged)) throw fault;
    return unreadable(envelope, 'INTAKE.BODY_DAMAGED', fault.message);
  }
}

async function parsedBy(envelope: KeptEnvelope, bytes: Uint8Array, { inboxes, parse }: Reading): Promise<Arrival> {
  try {
    const inbox = inboxes.everKnown(envelope.inbox);
    const { contentType, receivedAt, nativeId, context } = envelope;
    const parsed = await parse({ bytes, contentType, receivedAt, nativeId, context }, profileOf(inbox));
    return { envelope: arrived(envelope), inbox, parsed };
  } catch (fault) {
    const reason = fault instanceof InboxNotFound ? 'INTAKE.INBOX_UNKNOWN' : 'INTAKE.PARSER_FAILED';
    return unreadable(envelope, reason, fault instanceof Error ? fault.message : String(fault));
  }
}

function unreadable(envelope: KeptEnvelope, reason: string, detail: string): Arrival {
  const refusals = [{ place: '', reason, detail }];
  return { envelope: arrived(envelope), parsed: { parser: 'none@1', items: [], refusals } };
}

const arrived = ({ position, lane, inbox, sha256, receivedAt }: KeptEnvelope): ArrivedEnvelope => ({
  position,
  lane,
  inbox,
  sha256,
  receivedAt,
});

const profileOf = ({ id, kind, address, ownAddresses, region, timeZone }: Inbox): InboxProfile => ({
  id,
  kind,
  address,
  ownAddresses,
  region,
  timeZone,
});
