import type { CustomerFile, FactNamed, MessageReceived, TransferMessageIn } from '#domain';
import { conversationIn, decideCustomerFile } from '#domain';
import type { EventLogReader, RecordedEvent, SealedParts } from '#event-log';
import type { InboxDirectory } from '../inboxes/inbox-directory.js';
import type { TicketNumbers } from '../intake/ticket-numbers.js';
import { threadingPolicy } from '../intake/deciding/command-basis.js';
import { backFrom, portionsOf, versionAt } from '../recording/events-about.js';
import { isNamed } from '../recording/fact-of.js';
import type { Step } from '../recording/recorder.js';
import type { Recorders } from '../recording/recorders.js';
import { fileStream, idIn } from '../streams.js';
import { TransferIncomplete } from './transfers.errors.js';

/** So many events are looked at from either end. */
const lookedAt = 250;

type TransferredOut = RecordedEvent & FactNamed<'MessageTransferredOut'>;
type Held = RecordedEvent & FactNamed<'MessageReceived' | 'MessageTransferredIn'>;

/**
 * The second half of a transfer. Nothing is atomic across files: `MessageTransferredOut` in the first file is the
 * intention, and whoever finds one sends the second file its command, under an id made of the transfer. Doing it
 * twice changes nothing.
 */
export class Transfers {
  constructor(
    private readonly log: EventLogReader,
    private readonly recorders: Recorders,
    private readonly inboxes: InboxDirectory,
    private readonly numbers: TicketNumbers,
  ) {}

  /**
   * Finishes the last transfer of this message out of this file, up to a version of it (its last, where that is left out):
   * an earlier one is finished, or the message could not have come back. Errors: `TransferIncomplete`.
   */
  async complete(stream: string, messageId: string, upTo?: number): Promise<void> {
    const out = await this.lastOut(stream, messageId, upTo ?? (await this.lastVersion(stream)));
    if (!out || (await this.hasArrived(out))) return;
    await this.bringIn(out, await this.heldBefore(out));
  }

  /** `undefined` where the message stands in this file. */
  private async lastOut(stream: string, messageId: string, version: number): Promise<TransferredOut | undefined> {
    for await (const event of backFrom(this.log, stream, version)) {
      if (event.clear['messageId'] !== messageId) continue;
      if (isHeld(event)) return undefined;
      if (isNamed(event, 'MessageTransferredOut')) return event;
    }
    return undefined;
  }

  /** The message as it stood before it went. An old one is far from there in a long file. Errors: `TransferIncomplete`. */
  private async heldBefore(out: TransferredOut): Promise<Held> {
    let looked = 0;
    for await (const event of backFrom(this.log, out.stream, out.version - 1)) {
      if (isHeld(event) && event.clear.messageId === out.clear.messageId) return event;
      const early = (looked += 1) === lookedAt ? await this.heldEarly(out) : undefined;
      if (early) return early;
    }
    throw new TransferIncomplete(out.clear.messageId);
  }

  /** The same, if it stands where its conversation began; not where one arrived since, for it may have come back. */
  private async heldEarly({ stream, version, clear }: TransferredOut): Promise<Held | undefined> {
    const { state } = await this.recorders.files.load(stream);
    const conversation = conversationIn(state, clear.conversationId);
    const events = conversation ? await this.log.readStream(stream, conversation.began - 1, lookedAt) : [];
    const before = events.filter((event) => event.version < version).filter(isHeld);
    const held = before.findLast((event) => event.clear.messageId === clear.messageId);
    return held && state.arrivedLast <= held.version ? held : undefined;
  }

  /** Files forget what is old, the log does not: a transfer of last year must not arrive a second time. */
  private async hasArrived({ clear: { toCustomerId, transferId }, position }: TransferredOut): Promise<boolean> {
    const stream = fileStream(toCustomerId);
    const before = await versionAt(this.log, { stream, version: await this.lastVersion(stream) }, position);
    for await (const events of portionsOf(this.log, stream, before)) {
      if (events.some((event) => isNamed(event, 'MessageTransferredIn') && event.clear.transferId === transferId))
        return true;
    }
    return false;
  }

  private async lastVersion(stream: string): Promise<number> {
    return (await this.recorders.files.load(stream)).tip.version;
  }

  private async bringIn(out: TransferredOut, message: Held): Promise<void> {
    const { toCustomerId, transferId } = out.clear;
    const [ticketNumber = 0] = await this.numbers.reserve(1);
    const command = this.commandOf(out, message, ticketNumber);
    const step: Step<CustomerFile> = {
      occasion: {
        commandId: transferId,
        at: out.receivedAt,
        occurredAt: message.occurredAt,
        receivedAt: out.receivedAt,
        actor: out.actor,
        correlationId: out.correlationId,
        causationId: out.id,
      },
      decide: (file) => decideCustomerFile(file, command),
      plain: [],
      carried: ownedBy(toCustomerId, message.sealed),
    };
    await this.recorders.files.record([{ stream: fileStream(toCustomerId), owner: toCustomerId, steps: [step] }]);
  }

  private commandOf(out: TransferredOut, message: Held, ticketNumber: number): TransferMessageIn {
    const { transferId } = out.clear;
    const { conversationId: _, joinedBy: __, conversationKey = '', ...rest }: MessageReceived['clear'] = message.clear;
    const { reopenWindowSeconds } = this.inboxes.everKnown(rest.inbox);
    return {
      kind: 'TransferMessageIn',
      commandId: transferId,
      at: out.receivedAt,
      actor: out.actor,
      occurredAt: message.occurredAt,
      clues: [],
      newConversationKey: conversationKey,
      policy: { reopenWindowSeconds, version: threadingPolicy },
      ticketNumber,
      message: { ...rest, transferId, fromCustomerId: idIn(out.stream) },
    };
  }
}

const isHeld = (event: RecordedEvent): event is Held =>
  isNamed(event, 'MessageReceived') || isNamed(event, 'MessageTransferredIn');

/** The keys follow the message: erasing its new owner destroys them. */
const ownedBy = (owner: string, sealed: SealedParts): SealedParts =>
  Object.fromEntries(Object.entries(sealed).map(([name, part]) => [name, { ...part, owner }]));
