import { languageOf, normalisation } from '#channels';
import type { Handle } from '#channels';
import type { SequencerStore } from '#desk-store';
import { CustomerIsErased, remembersItem } from '#domain';
import type { Actor, CustomerFile, HandleKind, TicketCommand } from '#domain';
import type { EventLogReader } from '#event-log';
import type { ReplyPart } from '#sealing';
import { mustTakeHandOvers, mustTakeTickets } from '../agents/agent-directory.js';
import type { AgentDirectory } from '../agents/agent-directory.js';
import type { IntakeKeys } from '../intake/keys.js';
import type { TicketNumbers } from '../intake/ticket-numbers.js';
import { backFrom } from '../recording/events-about.js';
import type { Recorder } from '../recording/recorder.js';
import { fileStream } from '../streams.js';
import { planForAgent, planForTeam } from './agent-plans.js';
import { customerCalled, fileOfConversation, fileOfTicket } from './addressed.js';
import { HandleUnreadable, IdMalformed, MessageNotInFile } from './command.errors.js';
import type { DeskCommand, DeskCommandOf } from './desk-command.js';
import type { LinkFinder } from './link-finder.port.js';
import type { ParkedFinder } from './parked-finder.port.js';
import { filePlan, handlePlan, inboxPlan, linkPlan, parkingPlan } from './plan.js';
import type { Asking, Plan } from './plan.js';
import { requestOf } from './request.js';
import type { Request } from './request.js';

/** Reads an address or number as people write it; `undefined` when it is none. */
export type ReadHandle = (kind: HandleKind, value: string) => Handle | undefined;

/** Finds the stream a command is about and says what the domain is asked there. */
export class Planner {
  constructor(
    private readonly keys: IntakeKeys,
    private readonly numbers: TicketNumbers,
    private readonly readHandle: ReadHandle,
    private readonly pages: LinkFinder & ParkedFinder,
    private readonly log: EventLogReader,
    private readonly agents: AgentDirectory,
    private readonly files: Pick<Recorder<CustomerFile>, 'load'>,
    private readonly index: Pick<SequencerStore, 'recorded' | 'routesOf'>,
  ) {}

  /** How a command's repeats, and its facts in the log, are known. */
  request(commandId: string, actor: Actor, command: DeskCommand): Request {
    return requestOf(commandId, actor, command, this.keys);
  }

  /**
   * Errors: `IdMalformed`, `HandleUnreadable`, `MessageNotInFile`; `AgentNotFound`, `AgentIsDeactivated`, `TeamNotFound`,
   * `TeamIsDeactivated` of whom a ticket would go to. The domain's other refusals come when the plan is carried out.
   */
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
        for (const customerId of command.customerIds) await this.mustBeKnown(customerId);
        return linkPlan({ ...asking, kind: 'MergeCustomers', customerIds: command.customerIds, because: 'agent' });
      case 'UnmergeCustomers':
        return this.unmerge(command, asking);
      case 'DismissSuggestion':
        return this.dismiss(command, asking);
      case 'ClaimHandle':
        return this.claim(command, asking);
      case 'ReleaseHandle': {
        const digest = this.keys.handle(this.handleOf(command));
        return handlePlan(digest, { ...asking, kind: 'ReleaseHandle', customerId: command.customerId }, []);
      }
      case 'ConnectInbox':
        return inboxPlan(command.inbox, { ...asking, kind: 'ConnectInbox', settings: command.settings });
      case 'DisconnectInbox':
        return inboxPlan(command.inbox, { ...asking, kind: 'DisconnectInbox' });
      case 'AddAgent':
      case 'RenameAgent':
      case 'DeactivateAgent':
      case 'ReactivateAgent':
      case 'JoinTeam':
      case 'LeaveTeam':
        return planForAgent(command, asking, { keys: this.keys, agents: this.agents });
      case 'CreateTeam':
      case 'RenameTeam':
      case 'DeactivateTeam':
      case 'ReactivateTeam':
        return planForTeam(command, asking, this.keys);
      case 'RetryParked':
      case 'DropParked': {
        const parked = await this.pages.firstParked(command.stream);
        return parkingPlan({ ...command, ...asking, ...(parked && { parked }) });
      }
      case 'ClaimTicket':
      case 'AssignTicket':
        mustTakeTickets(this.agents, command.agentId);
        return this.onTicket(command, asking);
      case 'HandOverTicket':
        mustTakeHandOvers(this.agents, command.teamId);
        return this.onTicket(command, asking);
      default:
        return this.onTicket(command, asking);
    }
  }

  private onTicket(command: PassedOn, asking: Asking): Plan {
    return filePlan(fileOfTicket(command.ticketId), ticketCommand(command, asking));
  }

  private reply(command: DeskCommandOf<'WriteReply'>, asking: Asking): Plan {
    const { text, html = '', ticketId, answers, then } = command;
    const messageId = this.keys.made('reply', asking.commandId);
    const content: ReplyPart = { text, html };
    const asked = {
      ...asking,
      kind: 'WriteReply',
      messageId,
      ticketId,
      threadKeys: [this.keys.ownReply(messageId)],
      language: languageOf(text),
      ...(answers === undefined ? {} : { answers }),
      ...(then === undefined ? {} : { then }),
    } as const;
    const plain = [{ name: 'content', plaintext: JSON.stringify(content) }];
    return { ...filePlan(fileOfTicket(ticketId), asked, plain), made: messageId };
  }

  private note({ ticketId, text }: DeskCommandOf<'AddNote'>, asking: Asking): Plan {
    const noteId = this.keys.made('note', asking.commandId);
    const plain = [{ name: 'content', plaintext: JSON.stringify({ text }) }];
    return {
      ...filePlan(fileOfTicket(ticketId), { ...asking, kind: 'AddNote', noteId, ticketId }, plain),
      made: noteId,
    };
  }

  private async move(command: DeskCommandOf<'MoveMessage'>, asking: Asking): Promise<Plan> {
    const customerId = await this.mustStandInFile(command);
    const [ticketNumber = 0] = await this.numbers.reserve(1);
    return filePlan(customerId, { ...command, ...asking, ticketNumber });
  }

  /** The first half; the second follows from the fact it leaves: see `Transfers`. */
  private async transferOut(command: DeskCommandOf<'TransferMessage'>, asking: Asking): Promise<Plan> {
    const customerId = await this.mustStandInFile(command);
    await this.mustBeKnown(command.toCustomerId);
    const transferId = this.keys.made('transfer', asking.commandId);
    return {
      ...filePlan(customerId, { ...command, ...asking, kind: 'TransferMessageOut', transferId }),
      made: transferId,
    };
  }

  private async unmerge(
    { customerIds }: DeskCommandOf<'MergeCustomers' | 'UnmergeCustomers'>,
    asking: Asking,
  ): Promise<Plan> {
    const [one, other] = customerIds;
    const links = await this.pages.linksOf(customerCalled(one));
    return linkPlan({ ...asking, kind: 'UnmergeCustomers', customerIds: [one, customerCalled(other)], links });
  }

  private async dismiss(command: DeskCommandOf<'DismissSuggestion'>, asking: Asking): Promise<Plan> {
    for (const customerId of command.customerIds) await this.mustBeKnown(customerId);
    return linkPlan({ ...command, ...asking, links: await this.pages.linksOf(command.customerIds[0]) });
  }

  private async claim(command: DeskCommandOf<'ClaimHandle' | 'ReleaseHandle'>, asking: Asking): Promise<Plan> {
    const { customerId, handleKind } = command;
    const handle = this.handleOf(command);
    await this.mustBeKnown(customerId);
    const claiming = { customerId, handleKind, handleClass: handle.class, normalisation };
    const plain = [{ name: 'handle', plaintext: handle.value }];
    return handlePlan(this.keys.handle(handle), { ...asking, kind: 'ClaimHandle', ...claiming }, plain);
  }

  private handleOf({ handleKind, handle }: DeskCommandOf<'ClaimHandle' | 'ReleaseHandle'>): Handle {
    const read = this.readHandle(handleKind, handle);
    if (!read) throw new HandleUnreadable(handleKind);
    return read;
  }

  /**
   * Files remember their last thousand messages, the look-up index where each of the older ones stands, and the log all
   * that the index was not told yet. Answers whose file it is.
   */
  private async mustStandInFile(command: DeskCommandOf<'MoveMessage' | 'TransferMessage'>): Promise<string> {
    const { messageId, fromConversationId } = command;
    const customerId = fileOfConversation(fromConversationId);
    const stream = fileStream(customerId);
    const { state, tip } = await this.files.load(stream);
    if (remembersItem(state, messageId)) return customerId;
    const indexed = await this.streamOf(messageId);
    if (indexed === stream || (indexed === undefined && (await this.isTold(stream, tip.version, messageId))))
      return customerId;
    throw new MessageNotInFile(messageId);
  }

  /** The stream an item stands in, as far as the look-up index was folded. */
  private async streamOf(itemKey: string): Promise<string | undefined> {
    const [recorded, routes] = await Promise.all([this.index.recorded([itemKey]), this.index.routesOf([itemKey])]);
    return recorded.has(itemKey) ? routes.get(itemKey) : undefined;
  }

  private async isTold(stream: string, version: number, messageId: string): Promise<boolean> {
    for await (const { clear } of backFrom(this.log, stream, version))
      if (clear['messageId'] === messageId) return true;
    return false;
  }

  /** What goes to a customer whom nobody ever heard of would be lost; to one who was erased nothing goes. */
  private async mustBeKnown(customerId: string): Promise<void> {
    const { state, tip } = await this.files.load(fileStream(customerCalled(customerId)));
    if (tip.version === 0) throw new IdMalformed(customerId);
    if (state.erased !== 'no') throw new CustomerIsErased(customerId);
  }
}

type PassedOn = Extract<DeskCommand, { readonly kind: TicketCommand['kind'] }>;

/** Commands about a ticket go to the domain as they came. */
function ticketCommand(command: PassedOn, asking: Asking): TicketCommand {
  if (command.kind === 'WakeTicket') return { ...command, ...asking, kind: 'WakeTicket', because: 'agent' };
  return { ...command, ...asking } as TicketCommand;
}
