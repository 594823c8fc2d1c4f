import { Command } from 'commander';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';

/** As the server tells it. */
interface OutboxOverHttp {
  readonly heldSince?: string;
  readonly waiting: number;
  readonly sending: number;
  readonly putOff: number;
  readonly oldestTakenAt?: string;
}

/** `sijil outbox status | release` */
export function outboxCommand(surroundings: Surroundings): Command {
  const outbox = new Command('outbox').description('replies on their way out');
  outbox.command('status').description('how many wait, and whether any may leave').action(action(surroundings, status));
  outbox
    .command('release')
    .description('let replies leave again, after a restore was accepted')
    .action(action(surroundings, release));
  return outbox;
}

async function status(session: Session): Promise<void> {
  const told = await session.withDesk((desk) => desk.get<OutboxOverHttp>('/v1/outbox'));
  session.terminal.answer(told, () => linesOf(told));
}

async function release(session: Session): Promise<void> {
  const told = await session.withDesk((desk) => desk.post<OutboxOverHttp>('/v1/outbox/release'));
  session.terminal.answer(told, () => ['The outbox is released: replies leave again.', ...linesOf(told)]);
}

function linesOf({ heldSince, waiting, sending, putOff, oldestTakenAt }: OutboxOverHttp): readonly string[] {
  const held = heldSince === undefined ? [] : [`Held since ${heldSince}: nothing leaves until "sijil outbox release".`];
  const since = oldestTakenAt === undefined ? '' : `, the oldest since ${oldestTakenAt}`;
  return [...held, `${waiting} waiting${since}; ${sending} being sent, ${putOff} put off after a try.`];
}
