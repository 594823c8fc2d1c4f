import type { EventLogReader, RecordedEvent } from '#event-log';
import { isNamed } from '../recording/fact-of.js';
import { inboxStream } from '../streams.js';

const eventsAtOnce = 1000;

/** What is a customer's and stands with an inbox, for nobody knew then whose it is; and how far inboxes were read for it. */
export interface Strays {
  /** Envelopes that report on what the customer was sent. */
  readonly envelopes: Set<bigint>;
  /** Sealed parts by their keys. */
  readonly parts: Map<number, Stray>;
  /** The version each inbox was read up to. */
  readonly read: Map<string, number>;
  /** What was looked for so far. */
  readonly known: Set<string | bigint>;
}

/** A part of what an envelope brought; `blob` where one holds its bytes. */
export interface Stray {
  readonly envelope: bigint;
  readonly blob: string | undefined;
}

export const nothingStray = (): Strays => ({
  envelopes: new Set(),
  parts: new Map(),
  read: new Map(),
  known: new Set(),
});

/** Where strays may stand, and what they are known by. */
export interface StraySigns {
  readonly inboxes: ReadonlySet<string>;
  /** Digests by which providers report on what was sent. */
  readonly reportedBy: ReadonlySet<string>;
  /** Inbound positions. */
  readonly envelopes: ReadonlySet<bigint>;
}

/**
 * Reads inboxes on to their ends for reports on what was sent, and for what was refused of the envelopes. Where more is
 * looked for than before, they are read from the beginning: what is told of a reply may stand there before the reply.
 */
export async function readStrays(
  log: Pick<EventLogReader, 'readStream'>,
  signs: StraySigns,
  strays: Strays,
): Promise<void> {
  learn(signs, strays);
  do for (const inbox of signs.inboxes) await readInbox(log, inbox, strays);
  while (learn(signs, strays));
}

/** Whether there is something to look for that was not looked for before: then in all that was read, too. */
function learn({ reportedBy, envelopes }: StraySigns, strays: Strays): boolean {
  const before = strays.known.size;
  for (const sign of [...reportedBy, ...envelopes, ...strays.envelopes]) strays.known.add(sign);
  const isMore = strays.known.size > before;
  if (isMore) strays.read.clear();
  return isMore;
}

async function readInbox(log: Pick<EventLogReader, 'readStream'>, inbox: string, strays: Strays): Promise<void> {
  for (;;) {
    const events = await log.readStream(inboxStream(inbox), strays.read.get(inbox) ?? 0, eventsAtOnce);
    for (const event of events) see(event, strays);
    const last = events.at(-1);
    if (last) strays.read.set(inbox, last.version);
    if (events.length < eventsAtOnce) return;
  }
}

function see(event: RecordedEvent, { envelopes, parts, known }: Strays): void {
  if (!isNamed(event, 'NoticeReceived') && !isNamed(event, 'EnvelopeQuarantined')) return;
  const envelope = BigInt(event.clear.envelope);
  const isReport = event.type === 'NoticeReceived' && known.has(event.clear.nativeKey ?? '');
  if (isReport) envelopes.add(envelope);
  if (!isReport && !known.has(envelope)) return;
  for (const { keyId, blob } of Object.values(event.sealed)) parts.set(keyId, { envelope, blob });
}
