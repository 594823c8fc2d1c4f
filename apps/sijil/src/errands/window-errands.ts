import { randomUUID } from 'node:crypto';
import type { ChatWindows } from '#apps/api';
import { outboxKind } from '#application';
import type { ChatPush, PushOutcome } from '#channels';
import type { Errands } from '#desk-store';
import type { Foundation, Part } from '../foundation/index.js';
import type { OutboxThread } from '../outbox/outbox-thread.js';
import { attendAs } from './attendance.js';
import { ErrandAsker } from './errand-asker.js';
import { ErrandRunner, NotMine } from './errand-runner.js';

/** What processes with doors attend as. */
export const doors = 'doors';
/** Whoever follows the log for the outbox does these. */
const outbox = 'outbox';
/** How long a window is waited for, a little longer than it is given to answer; and whoever is to hear of a visitor. Seconds. */
const [pushSeconds, comingSeconds] = [18, 120];

/** Windows of chat visitors, as the outbox pushes to them. */
type Windows = Pick<ChatWindows, 'push'>;

/** The windows that are open at any door of the desk. */
export class WindowsAtAllDoors implements Windows {
  private readonly asker: ErrandAsker;

  constructor(private readonly errands: Errands) {
    this.asker = new ErrandAsker(errands);
  }

  /** Asks every door; the first that has an answer of a visitor tells. A door that died in the meantime is not waited for. */
  async push(session: string, reply: Parameters<Windows['push']>[1]): Promise<PushOutcome> {
    const asked = { session, ...reply } satisfies ChatPush;
    const pushes = (await this.errands.attending(doors)).map((to) => ({ id: randomUUID(), to, asked }));
    if (pushes.length === 0) return 'away';
    const answers = await this.asker.askEach(pushes, pushSeconds, async (heard) => {
      const there = new Set(await this.errands.attending(doors));
      return outcomeOf(heard) === 'acknowledged' || pushes.every(({ id, to }) => heard.has(id) || !there.has(to));
    });
    return outcomeOf(answers);
  }
}

function outcomeOf(answers: ReadonlyMap<string, object>): PushOutcome {
  const outcomes = [...answers.values()].map((answer) => ('done' in answer ? answer.done : 'silent'));
  return (['acknowledged', 'silent'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'away';
}

/** Lets whoever sends reach the windows at this door, and tells all of them of visitors who come. */
export function attendDoors(errands: Errands, windows: ChatWindows, { holder, onFault }: Foundation): Part {
  const attendance = attendAs(errands, { name: holder, kind: doors }, onFault);
  const comings = new Set<Promise<void>>();
  windows.whenOneComes((came) => {
    const telling = tellComing(errands, came)
      .catch((fault: unknown) => onFault('chat', fault))
      .finally(() => comings.delete(telling));
    comings.add(telling);
  });
  const carryOut = (asked: unknown) => {
    const { session, ...reply } = asked as ChatPush;
    return windows.push(session, reply);
  };
  const runner = new ErrandRunner({ errands, names: [holder], carryOut, onFault });
  return {
    stop: async () => {
      await attendance.stop();
      await Promise.all(comings);
      await runner.stop();
    },
  };
}

/** A visitor came: whoever follows the log is to hear of it, at work by now or soon, and each who may be looking for him. */
interface Coming {
  readonly came: string;
  readonly isForAll?: true;
}

async function tellComing(errands: Errands, came: string): Promise<void> {
  const senders = await errands.attending(outboxKind);
  const errand = (to: string, coming: Coming) => ({ id: randomUUID(), to, asked: JSON.stringify(coming) });
  const toAll = senders.map((to) => errand(to, { came, isForAll: true }));
  await errands.ask([errand(outbox, { came }), ...toAll], comingSeconds);
}

/** Lets the outbox of this process hear of visitors who came to any door. */
export function runOutboxErrands(
  errands: Errands,
  thread: Pick<OutboxThread, 'hasCome' | 'name'>,
  onFault: (where: string, fault: unknown) => void,
): ErrandRunner {
  const carryOut = async (asked: unknown) => {
    const { came, isForAll } = asked as Coming;
    const isMine = await thread.hasCome(came);
    if (!isMine && !isForAll) throw new NotMine();
  };
  return new ErrandRunner({ errands, names: [outbox, thread.name], carryOut, onFault });
}
