import { recordersOver, StreamSnapshots } from '#application';
import { decideCustomerFile } from '#domain';
import type { CustomerFile } from '#domain';
import { longCustomer, longStream } from '../load/long-file-story.js';
import { serveTask } from './child-program.js';
import { openWritingStores } from './writing-stores.js';

/** So many notes on tickets of a long file, each by somebody who never met it. */
export interface LongFileCommands {
  readonly dataDir: string;
  readonly commands: number;
  readonly tickets: number;
  readonly withSnapshots: boolean;
}

/** What each command took until it was durable, and how much of that processors were at work; in milliseconds. */
export interface LongFileTimes {
  readonly waits: readonly number[];
  readonly work: readonly number[];
}

serveTask(async (task: LongFileCommands): Promise<LongFileTimes> => {
  const { log, desk, sealer, close } = await openWritingStores(task.dataDir);
  const snapshots = task.withSnapshots ? new StreamSnapshots(log, desk.snapshots) : undefined;
  const [waits, work]: [number[], number[]] = [[], []];
  for (let nth = 0; nth < task.commands; nth += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await recordersOver(log, sealer, snapshots).files.record([noteOn(1 + ((nth * 7919) % task.tickets))]);
    waits.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    work.push((user + system) / 1000);
  }
  await close();
  return { waits, work };
});

/** An agent's note, its text sealed. */
function noteOn(ticket: number) {
  const [commandId, now] = [crypto.randomUUID(), new Date().toISOString()];
  const actor = { class: 'agent', id: 'agent-1' } as const;
  const note = { kind: 'AddNote', commandId, at: now, actor, ticketId: `${longCustomer}.${ticket}`, noteId: commandId } as const; // prettier-ignore
  const occasion = { commandId, at: now, occurredAt: now, receivedAt: now, actor, correlationId: commandId, causationId: commandId }; // prettier-ignore
  const decide = (file: CustomerFile) => decideCustomerFile(file, note);
  const plain = [{ name: 'content', plaintext: JSON.stringify({ text: 'called the carrier', html: '' }) }];
  return { stream: longStream, owner: longCustomer, steps: [{ occasion, decide, plain }] };
}
