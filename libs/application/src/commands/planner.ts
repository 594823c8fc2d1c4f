import { languageOf, normalisation } from '#channels';
import type { Handle } from '#channels';
import type { CustomerFileCommand, HandleKind, LinkCommand, LinkState, TicketCommand } from '#domain';
import { decideCustomerFile, decideHandle, decideInbox, decideLink } from '#domain';
import type { ReplyPart } from '#sealing';
import { linkStream } from '../intake/route-items.js';
import type { IntakeKeys } from '../intake/keys.js';
import type { TicketNumbers } from '../intake/ticket-numbers.js';
import type { Plain } from '../recording/drafts.js';
import { fileOfConversation, fileOfTicket } from './addressed.js';
import { HandleUnreadable } from './command.errors.js';
import type { DeskCommand, DeskCommandOf } from './desk-command.js';
import type { LinkFinder } from './link-finder.port.js';
import { occasionOfCommand } from './plan.js';
import type { Asking, Plan } from './plan.js';

/** Reads an address or number as people write it; `undefined` when it is none. */
export type ReadHandle = (kind: HandleKind, value: string) => Handle | undefined;

/** Finds the stream a command is about and says what the domain is asked there. */
export class Planner {
  constructor(
    private readonly keys: IntakeKeys,
    private readonly numbers: TicketNumbers,
    private readonly readHandle: ReadHandle,
    private readonly links: LinkFinder,
  ) {}

  /** Errors: `IdMalformed`, `HandleUnreadable`. The domain's refusals come when the plan is carried out. */
  async plan(command: DeskCommand, asking: Asking): Promise<Plan> {
    switch (command.kind) {
      case 'WriteReply':
        return this.reply(command, asking);
      case 'AddNote':
        return this.note(command, asking);
      case 'MoveMessage':
        return this.move(command, asking);
      case 'TransferMessage':
        return this.transferOut(command, asking);
      case 'MergeCustomers':
      case 'UnmergeCustomers':
        return this.link(command, asking);
      case 'ClaimHandle':
      case 'ReleaseHandle':
        return this.handle(command, asking);
      case 'ConnectInbox':
      case 'DisconnectInbox':
        return inboxPlan(command, asking);
      default:
        return filePlan(fileOfTicket(command.ticketId), ticketCommand(command, asking), [], asking);
    }
  }

  private reply(command: DeskCommandOf<'WriteReply'>, asking: Asking): Plan {
    const { text, html = '', ticketId, answers, then } = command;
    const messageId = this.keys.made('reply', asking.commandId);
    const content: ReplyPart = { text, html };
    const asked: CustomerFileCommand = {
      kind: 'WriteReply',
      ...asking,
      messageId,
      ticketId,
      ...(answers === undefined ? {} : { answers }),
      threadKeys: [this.keys.ownReply(messageId)],
      language: languageOf(text),
      ...(then === undefined ? {} : { then }),
    };
    return {
      ...filePlan(fileOfTicket(ticketId), asked, [{ name: 'content', plaintext: JSON.stringify(content) }], asking),
      made: messageId,
    };
  }

  private note({ ticketId, text }: DeskCommandOf<'AddNote'>, asking: Asking): Plan {
    const noteId = this.keys.made('note', asking.commandId);
    const plain = [{ name: 'content', plaintext: JSON.stringify({ text }) }];
    return {
      ...filePlan(fileOfTicket(ticketId), { kind: 'AddNote', ...asking, noteId, ticketId }, plain, asking),
      made: noteId,
    };
  }

  private async move(command: DeskCommandOf<'MoveMessage'>, asking: Asking): Promise<Plan> {
    await this.numbers.ready(1);
    const ticketNumber = this.numbers.next();
    this.numbers.spend();
    return filePlan(
      fileOfConversation(command.fromConversationId),
      { ...command, ...asking, ticketNumber },
      [],
      asking,
    );
  }

  /** The first half; the second follows from the fact it leaves: see `Transfers`. */
  private transferOut(command: DeskCommandOf<'TransferMessage'>, asking: Asking): Plan {
    const transferId = this.keys.made('transfer', asking.commandId);
    const asked: CustomerFileCommand = { ...command, ...asking, kind: 'TransferMessageOut', transferId };
    return { ...filePlan(fileOfConversation(command.fromConversationId), asked, [], asking), made: transferId };
  }

  private async link(command: DeskCommandOf<'MergeCustomers' | 'UnmergeCustomers'>, asking: Asking): Promise<Plan> {
    const { customerIds } = command;
    const [one, other] = customerIds;
    const asked: LinkCommand =
      command.kind === 'MergeCustomers'
        ? { ...asking, kind: 'MergeCustomers', customerIds, because: 'agent' }
        : { ...asking, kind: 'UnmergeCustomers', customerIds, links: await this.links.linksOf(one) };
    const step = {
      occasion: occasionOfCommand(asking),
      decide: (state: LinkState) => decideLink(state, asked),
      plain: [],
    };
    return { on: 'link', work: { stream: linkStream(one, other), owner: one, steps: [step] } };
  }

  private handle(command: DeskCommandOf<'ClaimHandle' | 'ReleaseHandle'>, asking: Asking): Plan {
    const { customerId, handleKind } = command;
    const handle = this.readHandle(handleKind, command.handle);
    if (!handle) throw new HandleUnreadable(handleKind);
    const asked =
      command.kind === 'ClaimHandle'
        ? ({
            ...asking,
            kind: 'ClaimHandle',
            customerId,
            handleKind,
            handleClass: handle.class,
            normalisation,
          } as const)
        : ({ ...asking, kind: 'ReleaseHandle', customerId } as const);
    const plain = command.kind === 'ClaimHandle' ? [{ name: 'handle', plaintext: handle.value }] : [];
    const step = { occasion: occasionOfCommand(asking), plain };
    return {
      on: 'handle',
      work: {
        stream: `handle-${this.keys.handle(handle)}`,
        owner: customerId,
        steps: [{ ...step, decide: (state) => decideHandle(state, asked) }],
      },
    };
  }
}

function filePlan(customerId: string, asked: CustomerFileCommand, plain: readonly Plain[], asking: Asking): Plan {
  const step = { occasion: occasionOfCommand(asking), plain };
  return {
    on: 'file',
    work: {
      stream: `customer-${customerId}`,
      owner: customerId,
      steps: [{ ...step, decide: (file) => decideCustomerFile(file, asked) }],
    },
  };
}

function inboxPlan(command: DeskCommandOf<'ConnectInbox' | 'DisconnectInbox'>, asking: Asking): Plan {
  const asked =
    command.kind === 'ConnectInbox'
      ? ({ ...asking, kind: 'ConnectInbox', settings: command.settings } as const)
      : ({ ...asking, kind: 'DisconnectInbox' } as const);
  const stream = `inbox-${command.inbox}`;
  const step = { occasion: occasionOfCommand(asking), plain: [] };
  return {
    on: 'inbox',
    inbox: command.inbox,
    work: { stream, owner: stream, steps: [{ ...step, decide: (state) => decideInbox(state, asked) }] },
  };
}

type PassedOn = Exclude<
  DeskCommand,
  DeskCommandOf<
    | 'WriteReply'
    | 'AddNote'
    | 'MoveMessage'
    | 'TransferMessage'
    | 'MergeCustomers'
    | 'UnmergeCustomers'
    | 'ClaimHandle'
    | 'ReleaseHandle'
    | 'ConnectInbox'
    | 'DisconnectInbox'
  >
>;

/** Commands about a ticket go to the domain as they came. */
function ticketCommand(command: PassedOn, asking: Asking): TicketCommand {
  if (command.kind === 'WakeTicket') return { ...command, ...asking, kind: 'WakeTicket', because: 'agent' };
  return { ...command, ...asking } as TicketCommand;
}
