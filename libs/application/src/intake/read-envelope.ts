import type { InboxProfile, ParsedEnvelope, RawEnvelope } from '#channels';
import type { BlobStore } from '#blobs';
import type { KeptEnvelope } from '#desk-store';
import type { Inbox } from '../inboxes/inbox-directory.js';
import type { Arrival } from './arrival.js';

/** Reads raw bytes by the inbox's parser, here or on another thread. */
export type Parse = (raw: RawEnvelope, inbox: InboxProfile) => Promise<ParsedEnvelope>;

/** Reads one envelope. Whatever goes wrong is a refusal: nothing that was kept is lost or holds up the others. */
export async function readEnvelope(
  envelope: KeptEnvelope,
  inbox: Inbox,
  parse: Parse,
  blobs: BlobStore,
): Promise<Arrival> {
  try {
    const bytes = envelope.body ?? (await blobs.get(envelope.sha256));
    if (!bytes) return unreadable(envelope, inbox, 'INTAKE.BODY_MISSING', 'the blob store has no such body');
    const { contentType, receivedAt, nativeId, context } = envelope;
    return {
      envelope,
      inbox,
      parsed: await parse({ bytes, contentType, receivedAt, nativeId, context }, profileOf(inbox)),
    };
  } catch (fault) {
    return unreadable(envelope, inbox, 'INTAKE.PARSER_FAILED', fault instanceof Error ? fault.message : String(fault));
  }
}

function unreadable(envelope: KeptEnvelope, inbox: Inbox, reason: string, detail: string): Arrival {
  return { envelope, inbox, parsed: { parser: 'none@1', items: [], refusals: [{ place: '', reason, detail }] } };
}

const profileOf = ({ id, kind, address, ownAddresses, region, timeZone }: Inbox): InboxProfile => ({
  id,
  kind,
  address,
  ownAddresses,
  region,
  timeZone,
});
