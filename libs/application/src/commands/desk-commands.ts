import { createHash } from 'node:crypto';
import type { DeskStore } from '#desk-store';
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
import type { Plan } from './plan.js';
import type { Planner } from './planner.js';

/**
 * Carries out what people ask, each command once: its first answer is kept 30 days by command id, a repeat gets the same,
 * and a repeat after a crash between log and answer finds its facts in the file and adds nothing.
 *
 * Errors: `CommandIdReused`; the domain's refusals (judged anew at every try, nothing is kept); those of the log.
 */
export class DeskCommands {
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
    const bodyDigest = digestOf(actor, command);
    const first = await this.store.results.find(commandId);
    if (first) return sameAnswer(first, bodyDigest);
    const plan = await this.planner.plan(command, { commandId, at: this.clock.now(), actor });
    const recorded = await this.carryOut(plan);
    if (plan.on === 'inbox') await this.inboxes.learn(plan.work.stream, recorded.facts.flat());
    if (command.kind === 'TransferMessage') await this.transfers.complete(plan.work.stream, command.messageId);
    const answer = await this.answerOf(commandId, plan, recorded);
    const result = { commandId, bodyDigest, result: JSON.stringify(answer), answeredAt: this.clock.now() };
    return sameAnswer(await this.store.results.keep(result), bodyDigest);
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

  private async answerOf(commandId: string, { made }: Plan, { facts, lastPosition }: Recorded): Promise<CommandAnswer> {
    const position = lastPosition ?? (await this.log.head()).position;
    const types = facts.flat().map(({ type }) => type);
    return { commandId, facts: types, position: String(position), ...(made === undefined ? {} : { made }) };
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
