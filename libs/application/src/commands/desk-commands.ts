import type { DeskStore } from '#desk-store';
import { MessageTransferredAway } from '#domain';
import type { Actor, Reach } from '#domain';
import type { EventLogReader } from '#event-log';
import type { AgentRegister } from '../agents/agent-register.js';
import type { Clock } from '../clock.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import type { Recorded, Recorder } from '../recording/recorder.js';
import type { Recorders } from '../recording/recorders.js';
import { agentStream, fileStream, inboxStream, teamStream } from '../streams.js';
import type { Transfers } from '../transfers/transfers.js';
import { fileOfConversation } from './addressed.js';
import { Answers, answerOf } from './answers.js';
import type { CommandAnswer, DeskCommand } from './desk-command.js';
import { workOf } from './plan.js';
import type { Asking, Plan, Task } from './plan.js';
import type { Planner } from './planner.js';
import type { Request } from './request.js';

/**
 * Carries out what people ask, each command once: its id belongs to it for 30 days from the moment before its facts are
 * written, and a repeat gets the answer of the first, wherever a crash came between.
 *
 * Errors: `CommandIdReused`; the domain's refusals (judged anew at every try, nothing is kept); those of the log.
 */
export class DeskCommands {
  /** Commands being carried out, by id: a repeat that comes meanwhile waits for the first. */
  private readonly underWay = new Map<string, Promise<unknown>>();
  private readonly answers: Answers;

  constructor(
    store: Pick<DeskStore, 'results'>,
    private readonly log: EventLogReader,
    private readonly recorders: Recorders,
    private readonly planner: Planner,
    private readonly registers: Registers,
    private readonly transfers: Transfers,
    private readonly clock: Clock,
  ) {
    this.answers = new Answers(store.results, log, clock);
  }

  /** `reach`: which tickets the one who asks may work; all of them where it is left out. */
  async execute(commandId: string, actor: Actor, command: DeskCommand, reach?: Reach): Promise<CommandAnswer> {
    while (this.underWay.has(commandId)) await this.underWay.get(commandId)?.catch(() => undefined);
    const asking = { commandId, actor, at: this.clock.now(), ...(reach && { reach }) };
    const answering = this.answerOnce(asking, command);
    this.underWay.set(commandId, answering);
    return answering.finally(() => this.underWay.delete(commandId));
  }

  /** Resolves when the commands under way now are answered. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.underWay.values()]);
  }

  private async answerOnce(asking: Asking, command: DeskCommand): Promise<CommandAnswer> {
    const request = this.planner.request(asking.commandId, asking.actor, command);
    const first = await this.answers.toEarlierTry(request);
    const answer = first ?? (await this.answer(request, asking, await this.planner.plan(command, asking)));
    await this.followUp(command);
    return answer;
  }

  private async answer(request: Request, asking: Asking, plan: Plan): Promise<CommandAnswer> {
    const { made, task } = plan;
    const note = { stream: task.stream, ...(made === undefined ? {} : { made }) };
    const noted = () => this.answers.note(request, note);
    const recorded = await this.carryOut(plan, { request, asking, noted }).catch((refusal: unknown) => this.finishAndRefuse(plan, refusal)); // prettier-ignore
    if (recorded.lastPosition !== undefined)
      return answerOf(request, note, recorded.facts.flat(), recorded.lastPosition);
    const earlier = await this.answers.inLog(request, note);
    return earlier ?? this.answers.keep(request, answerOf(request, note, [], (await this.log.head()).position));
  }

  /** Who meets a message that went elsewhere sees to it that it arrives there. */
  private async finishAndRefuse({ task }: Plan, refusal: unknown): Promise<never> {
    if (refusal instanceof MessageTransferredAway) await this.transfers.complete(task.stream, refusal.messageId);
    throw refusal;
  }

  private carryOut(plan: Plan, under: CarriedOutUnder): Promise<Recorded> {
    switch (plan.on) {
      case 'file':
        return recordOne(this.recorders.files, plan.task, under);
      case 'handle':
        return recordOne(this.recorders.handles, plan.task, under);
      case 'link':
        return recordOne(this.recorders.links, plan.task, under);
      case 'inbox':
        return recordOne(this.recorders.inboxes, plan.task, under);
      case 'agent':
        return recordOne(this.recorders.agents, plan.task, under);
      case 'team':
        return recordOne(this.recorders.teams, plan.task, under);
      case 'parking':
        return recordOne(this.recorders.parking, plan.task, under);
    }
  }

  /** What a command means beyond its own stream; done twice it changes nothing, so a repeat does what a crash left undone. */
  private async followUp(command: DeskCommand): Promise<void> {
    switch (command.kind) {
      case 'ConnectInbox':
      case 'DisconnectInbox':
        return this.learnInbox(command.inbox);
      case 'AddAgent':
      case 'DeactivateAgent':
      case 'ReactivateAgent':
      case 'JoinTeam':
      case 'LeaveTeam':
        return this.learnAgent(command.agentId);
      case 'CreateTeam':
      case 'DeactivateTeam':
      case 'ReactivateTeam':
        return this.learnTeam(command.teamId);
      case 'TransferMessage':
        return this.transfers.complete(fileStream(fileOfConversation(command.fromConversationId)), command.messageId);
      default:
        return;
    }
  }

  private async learnInbox(inbox: string): Promise<void> {
    const { state, tip } = await this.recorders.inboxes.load(inboxStream(inbox));
    await this.registers.inboxes.learn(inbox, state, tip.version);
  }

  private async learnAgent(agentId: string): Promise<void> {
    const { state, tip } = await this.recorders.agents.load(agentStream(agentId));
    await this.registers.agents.learnAgent(agentId, state, tip.version);
  }

  private async learnTeam(teamId: string): Promise<void> {
    const { state, tip } = await this.recorders.teams.load(teamStream(teamId));
    await this.registers.agents.learnTeam(teamId, state, tip.version);
  }
}

/** What is learned from commands, for all who ask without reading the log. */
interface Registers {
  readonly inboxes: InboxRegister;
  readonly agents: AgentRegister;
}

interface CarriedOutUnder {
  readonly request: Request;
  readonly asking: Asking;
  /** Resolves when the command is noted. */
  readonly noted: () => Promise<void>;
}

async function recordOne<State>(
  recorder: Recorder<State>,
  task: Task<State>,
  { request, asking, noted }: CarriedOutUnder,
): Promise<Recorded> {
  const [recorded] = await recorder.record([workOf(task, asking, request.cause)], 'confirmed', noted);
  return recorded ?? { facts: [] };
}
