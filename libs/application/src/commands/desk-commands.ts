import { createHash } from 'node:crypto';
import type { DeskStore } from '#desk-store';
import { MessageTransferredAway } from '#domain';
import type { Actor } from '#domain';
import type { EventLogReader } from '#event-log';
import { canonicalJson } from '#sealing';
import type { Clock } from '../clock.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import type { Recorded, Recorder, Work } from '../recording/recorder.js';
import type { Recorders } from '../recording/recorders.js';
import type { Transfers } from '../transfers/transfers.js';
import { CommandIdReused } from './command.errors.js';
import type { CommandAnswer, DeskCommand } from './desk-command.js';
import type { Asking, Plan } from './plan.js';
import type { Planner } from './planner.js';

/**
 * Carries out what people ask, each command once: its first answer is kept 30 days by command id, a repeat gets the same,
 * and a repeat after a crash between log and answer finds its facts in the file and adds nothing.
 *
 * Errors: `CommandIdReused`; the domain's refusals (judged anew at every try, nothing is kept); those of the log.
 */
export class DeskCommands {
  /** Commands being carried out, by id: a repeat that comes meanwhile waits for the first. */
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(
    private readonly store: Pick<DeskStore, 'results'>,
    private readonly log: EventLogReader,
    private readonly recorders: Recorders,
    private readonly planner: Planner,
    private readonly inboxes: InboxRegister,
    private readonly transfers: Transfers,
    private readonly clock: Clock,
  ) {}

  async execute(commandId: string, actor: Actor, command: DeskCommand): Promise<CommandAnswer> {
    while (this.underWay.has(commandId)) await this.underWay.get(commandId)?.catch(() => undefined);
    const answering = this.answerOnce({ commandId, actor, at: this.clock.now() }, command);
    this.underWay.set(commandId, answering);
    return answering.finally(() => this.underWay.delete(commandId));
  }

  private async answerOnce(asking: Asking, command: DeskCommand): Promise<CommandAnswer> {
    const { commandId, actor } = asking;
    const bodyDigest = digestOf(actor, command);
    const first = await this.store.results.find(commandId);
    if (first) return sameAnswer(first, bodyDigest);
    const answer = await this.answer(command, await this.planner.plan(command, asking), commandId);
    const result = { commandId, bodyDigest, result: JSON.stringify(answer), answeredAt: this.clock.now() };
    return sameAnswer(await this.store.results.keep(result), bodyDigest);
  }

  private async answer(command: DeskCommand, plan: Plan, commandId: string): Promise<CommandAnswer> {
    const recorded = await this.carryOut(plan).catch((refusal: unknown) => this.finishAndRefuse(plan, refusal));
    if (plan.on === 'inbox') {
      const { state, tip } = await this.recorders.inboxes.load(plan.work.stream);
      await this.inboxes.learn(plan.inbox, state, tip.version);
    }
    if (command.kind === 'TransferMessage') await this.transfers.complete(plan.work.stream, command.messageId);
    const position = recorded.lastPosition ?? (await this.log.head()).position;
    const facts = recorded.facts.flat().map(({ type }) => type);
    const made = plan.made === undefined ? {} : { made: plan.made };
    return { commandId, facts, position: String(position), ...made };
  }

  /** Who meets a message that went elsewhere sees to it that it arrives there. */
  private async finishAndRefuse({ work }: Plan, refusal: unknown): Promise<never> {
    if (refusal instanceof MessageTransferredAway) await this.transfers.complete(work.stream, refusal.messageId);
    throw refusal;
  }

  private carryOut(plan: Plan): Promise<Recorded> {
    switch (plan.on) {
      case 'file':
        return recordOne(this.recorders.files, plan.work);
      case 'handle':
        return recordOne(this.recorders.handles, plan.work);
      case 'link':
        return recordOne(this.recorders.links, plan.work);
      case 'inbox':
        return recordOne(this.recorders.inboxes, plan.work);
    }
  }
}

async function recordOne<State>(recorder: Recorder<State>, work: Work<State>): Promise<Recorded> {
  const [recorded] = await recorder.record([work], 'fresh');
  return recorded ?? { facts: [] };
}

function sameAnswer(
  kept: { readonly commandId: string; readonly bodyDigest: string; readonly result: string },
  bodyDigest: string,
): CommandAnswer {
  if (kept.bodyDigest !== bodyDigest) throw new CommandIdReused(kept.commandId);
  return JSON.parse(kept.result) as CommandAnswer;
}

const digestOf = (actor: Actor, command: DeskCommand): string =>
  createHash('sha256')
    .update(canonicalJson({ actor: { ...actor }, command: { ...command } }))
    .digest('hex');
