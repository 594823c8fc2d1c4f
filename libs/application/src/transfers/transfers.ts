import type { CustomerFile, MessageTransferredIn, MessageTransferredOut, TransferMessageIn } from '#domain';
import { decideCustomerFile } from '#domain';
import type { EventLogReader, RecordedEvent, SealedParts } from '#event-log';
import type { InboxDirectory } from '../inboxes/inbox-directory.js';
import type { TicketNumbers } from '../intake/ticket-numbers.js';
import { threadingPolicy } from '../intake/to-command.js';
import { eventsAbout } from '../recording/events-about.js';
import type { Step } from '../recording/recorder.js';
import type { Recorders } from '../recording/recorders.js';
import { TransferIncomplete } from './transfers.errors.js';

type Arriving = MessageTransferredIn['clear'];

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

  /** Finishes every transfer of this message out of this file. Errors: `TransferIncomplete`. */
  async complete(stream: string, messageId: string): Promise<void> {
    const events = await eventsAbout(this.log, stream, messageId);
    const message = events.findLast(({ type }) => type === 'MessageReceived' || type === 'MessageTransferredIn');
    for (const out of events.filter(({ type }) => type === 'MessageTransferredOut')) {
      if (!message) throw new TransferIncomplete(messageId);
      await this.bringIn(out, message);
    }
  }

  private async bringIn(out: RecordedEvent, message: RecordedEvent): Promise<void> {
    const { toCustomerId, transferId } = out.clear as unknown as MessageTransferredOut['clear'];
    await this.numbers.ready(1);
    const command = this.commandOf(out, message);
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
    await this.recorders.files.record([{ stream: `customer-${toCustomerId}`, owner: toCustomerId, steps: [step] }]);
  }

  private commandOf(out: RecordedEvent, message: RecordedEvent): TransferMessageIn {
    const { transferId } = out.clear as unknown as MessageTransferredOut['clear'];
    const { conversationId: _, joinedBy: __, conversationKey = '', ...rest } = message.clear as unknown as Arriving;
    const { reopenWindowSeconds } = this.inboxes.everKnown(rest.inbox);
    const ticketNumber = this.numbers.next();
    this.numbers.spend();
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
      message: { ...rest, transferId, fromCustomerId: out.stream.slice('customer-'.length) },
    };
  }
}

/** The keys follow the message: erasing its new owner destroys them. */
const ownedBy = (owner: string, sealed: SealedParts): SealedParts =>
  Object.fromEntries(Object.entries(sealed).map(([name, part]) => [name, { ...part, owner }]));
