import { fork, spawnSync } from 'node:child_process';
import type { ForkOptions } from 'node:child_process';
import { once } from 'node:events';

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

/**
 * Begun by `chrt`, where the system has it: it then runs only where a core is free, and whoever is measured takes the core
 * at once. Stepping back by niceness would not do: the scheduler lets even the nicest finish its turn of some milliseconds.
 */
const whereACoreIsFree = (): ForkOptions =>
  spawnSync('chrt', ['--version']).status === 0
    ? { execPath: 'chrt', execArgv: ['--idle', '0', process.execPath, ...process.execArgv] }
    : {};

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
  const options: ForkOptions = { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], timeout: withinSeconds * 1000 };
  const child = fork(module, { ...options, ...(stepsBack && whereACoreIsFree()) });
  const exit = once(child, 'exit');
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
