import type { EventLogReader, RecordedEvent, SealedPart } from '#event-log';
import { commandOf } from '../commands/request.js';
import { isNamed } from '../recording/fact-of.js';
import { fileStream } from '../streams.js';

const eventsAtOnce = 1000;

/**
 * Everything that is these customers', gathered from the log. A message that moved is whose it became last: its parts name
 * their owner, and its envelope goes with it.
 */
export class Survey {
  /** Keys of their parts; a blob where the sealed bytes lie in one. */
  private readonly parts = new Map<number, string | undefined>();
  /** The envelope each item that stands in their files came in. */
  private readonly envelopes = new Map<string, bigint>();
  /** Streams of handles that spoke for them at any time. */
  readonly handles = new Set<string>();
  /** Inboxes they came by, and digests by which providers report on what they were sent. */
  readonly inboxes = new Set<string>();
  readonly reportedBy = new Set<string>();
  /** Commands that wrote in their files, or claimed a handle for them. */
  readonly commandIds = new Set<string>();
  private readonly owners: ReadonlySet<string>;
  private readonly files: ReadonlySet<string>;
  private position = 0n;

  constructor(readonly customerIds: readonly string[]) {
    this.owners = new Set(customerIds);
    this.files = new Set(customerIds.map(fileStream));
  }

  /** Reads on to the end of the log. */
  async readOn(log: EventLogReader): Promise<void> {
    for (;;) {
      const events = await log.readAll(this.position, eventsAtOnce);
      for (const event of events) this.see(event);
      this.position = events.at(-1)?.position ?? this.position;
      if (events.length === 0) return;
    }
  }

  get keyIds(): readonly number[] {
    return [...this.parts.keys()];
  }

  get blobs(): readonly string[] {
    return [...this.parts.values()].filter((blob) => blob !== undefined);
  }

  /** Inbound positions. */
  get envelopePositions(): readonly bigint[] {
    return [...new Set(this.envelopes.values())];
  }

  /** A part that names another owner and is theirs all the same. */
  claimPart({ keyId, blob }: SealedPart): void {
    this.parts.set(keyId, blob);
  }

  private see(event: RecordedEvent): void {
    for (const name in event.sealed) this.seePart(event.sealed[name] as SealedPart);
    const isTheirHandle = isNamed(event, 'HandleClaimed') && this.owners.has(event.clear.customerId);
    const isTheirFile = this.files.has(event.stream);
    if (isTheirHandle) this.handles.add(event.stream);
    if (isTheirFile) this.seeFact(event);
    const commandId = isTheirHandle || isTheirFile ? commandOf(event.correlationId) : undefined;
    if (commandId !== undefined) this.commandIds.add(commandId);
  }

  private seePart(part: SealedPart): void {
    if (this.owners.has(part.owner)) this.claimPart(part);
    else this.parts.delete(part.keyId);
  }

  private seeFact(event: RecordedEvent): void {
    const { inbox, envelope, messageId, nativeKey } = event.clear;
    if (typeof inbox === 'string') this.inboxes.add(inbox);
    if (isNamed(event, 'ReplySent') && typeof nativeKey === 'string') this.reportedBy.add(nativeKey);
    if (isNamed(event, 'MessageTransferredOut')) return this.letGo(event.clear);
    if (typeof envelope !== 'string' || !/^\d{1,18}$/.test(envelope)) return;
    const item = holdsItem(event) && typeof messageId === 'string' ? messageId : event.id;
    this.envelopes.set(item, BigInt(envelope));
  }

  private letGo({ messageId, toCustomerId }: { readonly messageId: string; readonly toCustomerId: string }): void {
    if (!this.owners.has(toCustomerId)) this.envelopes.delete(messageId);
  }
}

const holdsItem = (event: RecordedEvent): boolean =>
  isNamed(event, 'MessageReceived') || isNamed(event, 'MessageTransferredIn') || isNamed(event, 'CallLogged');
