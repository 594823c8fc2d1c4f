import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';

/** A child program that took too long, or ended without an answer. */
export class ProgramFailed extends Error {
  readonly code = 'BENCH.PROGRAM_FAILED';
}

export interface ProgramOptions {
  /** Seconds after which it is ended. */
  readonly withinSeconds: number;
  /** It stands for clients on machines of their own: whoever is measured takes the cores first. */
  readonly stepsBack?: boolean;
}

/** How much later its turn comes then (nice). */
const lastOfAll = 19;

/** Runs a program of this folder in a process of its own, gives it `task`, and answers what it sends back. */
export const runProgram = <Answer>(module: URL, task: object, options: ProgramOptions): Promise<Answer> =>
  withProgram(module, task, async (answer: Answer) => answer, options);

/** The same, and lets the program live until `work` with its answer is done. */
export async function withProgram<Answer, Result>(
  module: URL,
  task: object,
  work: (answer: Answer) => Promise<Result>,
  { withinSeconds, stepsBack = false }: ProgramOptions = { withinSeconds: 300 },
): Promise<Result> {
  const child = fork(module, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], timeout: withinSeconds * 1000 });
  const exit = once(child, 'exit');
  if (stepsBack && child.pid !== undefined) setPriority(child.pid, lastOfAll);
  child.send(task);
  try {
    const first = await Promise.race([once(child, 'message'), exit.then(() => undefined)]);
    if (first === undefined) throw new ProgramFailed(`${module.pathname} ended without an answer`);
    return await work(first[0] as Answer);
  } finally {
    if (child.connected) child.disconnect();
    await exit;
  }
}

/** The child’s side: does its task, and sends what came of it. */
export function serveTask<Task, Answer>(work: (task: Task) => Promise<Answer> | Answer): void {
  process.once('message', (task: Task) => void answer(task, work));
}

async function answer<Task, Answer>(task: Task, work: (task: Task) => Promise<Answer> | Answer): Promise<void> {
  const result = await work(task);
  process.send?.(result);
}
