import type { EventLogReader, RecordedEvent, SealedPart } from '#event-log';
import { commandOf } from '../commands/request.js';
import { isNamed } from '../recording/fact-of.js';
import { fileStream } from '../streams.js';
import { nothingStray, readStrays } from './strays.js';
import type { Stray, Strays } from './strays.js';

const eventsAtOnce = 1000;

/** Whose everything is looked for. */
export interface SurveyAsked {
  readonly customerIds: readonly string[];
  /** Inbound positions of envelopes their items came in again: no fact names those. */
  readonly repeats: readonly bigint[];
}

/** What was found up to a place of the log; goes from thread to thread as it is. */
export interface Surveyed {
  position: bigint;
  /** Keys of their parts; a blob where the sealed bytes lie in one. */
  readonly parts: Map<number, string | undefined>;
  /** The envelope each item that stands in their files came in. */
  readonly envelopes: Map<string, bigint>;
  /** Streams of handles that spoke for them at any time. */
  readonly handles: Set<string>;
  /** Inboxes they came by, and digests by which providers report on what they were sent. */
  readonly inboxes: Set<string>;
  readonly reportedBy: Set<string>;
  /** Commands that wrote in their files, or claimed a handle for them. */
  readonly commandIds: Set<string>;
  readonly strays: Strays;
}

const nothingFound = (): Surveyed => ({
  position: 0n,
  parts: new Map(),
  envelopes: new Map(),
  handles: new Set(),
  inboxes: new Set(),
  reportedBy: new Set(),
  commandIds: new Set(),
  strays: nothingStray(),
});

/**
 * Everything that is these customers', gathered from the log. A message that moved is whose it became last: its parts name
 * their owner, and its envelope goes with it. What one thread found another may go on from.
 */
export class Survey {
  readonly customerIds: readonly string[];
  private readonly repeats: Set<bigint>;
  private readonly owners: ReadonlySet<string>;
  private readonly files: ReadonlySet<string>;

  constructor(
    { customerIds, repeats }: SurveyAsked,
    readonly found: Surveyed = nothingFound(),
  ) {
    this.customerIds = customerIds;
    this.repeats = new Set(repeats);
    this.owners = new Set(customerIds);
    this.files = new Set(customerIds.map(fileStream));
  }

  /** Further envelopes their items came in again. */
  alsoIn(repeats: readonly bigint[]): void {
    for (const position of repeats) this.repeats.add(position);
  }

  /** Reads on to the end of the log, then what stands with the inboxes. Whether it came there before the signal. */
  async readOn(log: Pick<EventLogReader, 'readAll' | 'readStream'>, signal?: AbortSignal): Promise<boolean> {
    while (!signal?.aborted) {
      const events = await log.readAll(this.found.position, eventsAtOnce);
      for (const event of events) this.see(event);
      this.found.position = events.at(-1)?.position ?? this.found.position;
      if (events.length > 0) continue;
      const { inboxes, reportedBy, strays } = this.found;
      await readStrays(log, { inboxes, reportedBy, envelopes: this.ownEnvelopes }, strays);
      return true;
    }
    return false;
  }

  get keyIds(): readonly number[] {
    return [...new Set([...this.found.parts.keys(), ...this.strayParts.map(([keyId]) => keyId)])];
  }

  get blobs(): readonly string[] {
    const own = [...this.found.parts.values()];
    return [...own, ...this.strayParts.map(([, { blob }]) => blob)].filter((blob) => blob !== undefined);
  }

  get handles(): ReadonlySet<string> {
    return this.found.handles;
  }

  get commandIds(): ReadonlySet<string> {
    return this.found.commandIds;
  }

  /** Inbound positions: those the files name, those their items came in again, and what was told of them. */
  get envelopes(): readonly bigint[] {
    return [...new Set([...this.ownEnvelopes, ...this.found.strays.envelopes])];
  }

  /** Envelopes that left with their message meanwhile are not theirs any more. */
  private get strayParts(): readonly (readonly [number, Stray])[] {
    const envelopes = new Set(this.envelopes);
    return [...this.found.strays.parts].filter(([, { envelope }]) => envelopes.has(envelope));
  }

  private get ownEnvelopes(): ReadonlySet<bigint> {
    return new Set([...this.found.envelopes.values(), ...this.repeats]);
  }

  private see(event: RecordedEvent): void {
    for (const name in event.sealed) this.seePart(event.sealed[name] as SealedPart);
    const isTheirHandle = isNamed(event, 'HandleClaimed') && this.owners.has(event.clear.customerId);
    const isTheirFile = this.files.has(event.stream);
    if (isTheirHandle) this.found.handles.add(event.stream);
    if (isTheirFile) this.seeFact(event);
    const commandId = isTheirHandle || isTheirFile ? commandOf(event.correlationId) : undefined;
    if (commandId !== undefined) this.found.commandIds.add(commandId);
  }

  private seePart({ owner, keyId, blob }: SealedPart): void {
    if (this.owners.has(owner)) this.found.parts.set(keyId, blob);
    else this.found.parts.delete(keyId);
  }

  private seeFact(event: RecordedEvent): void {
    const { inbox, envelope, messageId, nativeKey } = event.clear;
    if (typeof inbox === 'string') this.found.inboxes.add(inbox);
    if (isNamed(event, 'ReplySent') && typeof nativeKey === 'string') this.found.reportedBy.add(nativeKey);
    if (isNamed(event, 'MessageTransferredOut')) return this.letGo(event.clear);
    if (typeof envelope !== 'string' || !/^\d{1,18}$/.test(envelope)) return;
    const item = holdsItem(event) && typeof messageId === 'string' ? messageId : event.id;
    this.found.envelopes.set(item, BigInt(envelope));
  }

  private letGo({ messageId, toCustomerId }: { readonly messageId: string; readonly toCustomerId: string }): void {
    if (!this.owners.has(toCustomerId)) this.found.envelopes.delete(messageId);
  }
}

const holdsItem = (event: RecordedEvent): boolean =>
  isNamed(event, 'MessageReceived') || isNamed(event, 'MessageTransferredIn') || isNamed(event, 'CallLogged');
