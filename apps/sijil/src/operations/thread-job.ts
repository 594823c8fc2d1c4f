import { Worker } from 'node:worker_threads';

/** Long works go through much and keep little: what they leave behind is collected early. */
const maxYoungGenerationSizeMb = 16;

/** A line of a long work's story: how far it is, or what came of it. */
export type ProgressLine =
  { readonly done: string; readonly total: string } | { readonly result: Readonly<Record<string, unknown>> };

interface Said {
  readonly done?: bigint;
  readonly total?: bigint;
  readonly result?: Readonly<Record<string, unknown>>;
}

/**
 * Runs one long work on a thread of its own and tells its story. The signal, or leaving the loop early, stops the thread
 * after the step at hand; the signal is heard also while the thread has nothing to tell. Over only when the thread is.
 * Errors: whatever ended the thread.
 */
export async function* threadJob(module: URL, workerData: unknown, signal: AbortSignal): AsyncGenerator<ProgressLine> {
  const worker = new Worker(module, { workerData, resourceLimits: { maxYoungGenerationSizeMb } });
  const heard: Said[] = [];
  let wake: () => void = () => undefined;
  let ended = false;
  let fault: Error | undefined;
  worker.on('message', (said: Said) => {
    heard.push(said);
    wake();
  });
  worker.once('error', (error: Error) => (fault = error));
  const exit = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void exit.then(() => {
    ended = true;
    wake();
  });
  const stop = () => worker.postMessage('stop');
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    while (!ended || heard.length > 0) {
      const said = heard.shift();
      if (said) yield lineOf(said);
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (fault) throw fault;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    await exit;
  }
}

const lineOf = ({ done = 0n, total = 0n, result }: Said): ProgressLine =>
  result ? { result } : { done: String(done), total: String(total) };
