import type { DeskStore } from '#desk-store';
import { MessageTransferredAway } from '#domain';
import type { Actor } from '#domain';
import type { EventLogReader } from '#event-log';
import type { Clock } from '../clock.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import type { Recorded, Recorder } from '../recording/recorder.js';
import type { Recorders } from '../recording/recorders.js';
import { fileStream, inboxStream } from '../streams.js';
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
    private readonly inboxes: InboxRegister,
    private readonly transfers: Transfers,
    private readonly clock: Clock,
  ) {
    this.answers = new Answers(store.results, log, clock);
  }

  async execute(commandId: string, actor: Actor, command: DeskCommand): Promise<CommandAnswer> {
    while (this.underWay.has(commandId)) await this.underWay.get(commandId)?.catch(() => undefined);
    const answering = this.answerOnce({ commandId, actor, at: this.clock.now() }, command);
    this.underWay.set(commandId, answering);
    return answering.finally(() => this.underWay.delete(commandId));
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
    }
  }

  /** What a command means beyond its own stream; done twice it changes nothing, so a repeat does what a crash left undone. */
  private async followUp(command: DeskCommand): Promise<void> {
    if (command.kind === 'ConnectInbox' || command.kind === 'DisconnectInbox') {
      const { state, tip } = await this.recorders.inboxes.load(inboxStream(command.inbox));
      await this.inboxes.learn(command.inbox, state, tip.version);
    }
    if (command.kind === 'TransferMessage')
      await this.transfers.complete(fileStream(fileOfConversation(command.fromConversationId)), command.messageId);
  }
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
  const [recorded] = await recorder.record([workOf(task, asking, request.cause)], 'fresh', noted);
  return recorded ?? { facts: [] };
}
