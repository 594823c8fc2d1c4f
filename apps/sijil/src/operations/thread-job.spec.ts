import { threadJob } from './thread-job.js';
import type { ProgressLine } from './thread-job.js';

/** A thread that does this. */
const doing = (script: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'; ${script}`)}`); // prettier-ignore

/** Says something once, then nothing for as long as nobody stops it; what it was stopped by it tells in the end. */
const quiet = doing(`
  parentPort.postMessage({ done: 1n, total: 9n });
  parentPort.once('message', (word) => {
    parentPort.postMessage({ result: { stoppedBy: word } });
    parentPort.close();
  });`);
const never = new AbortController().signal;

async function storyOf(job: AsyncIterable<ProgressLine>): Promise<readonly ProgressLine[]> {
  const lines: ProgressLine[] = [];
  for await (const line of job) lines.push(line);
  return lines;
}

describe('a long work on a thread of its own', () => {
  it('tells how far it is and what came of it, in the order in which it was said', async () => {
    const module = doing(`
      parentPort.postMessage({ done: 1n, total: 2n ** 60n });
      parentPort.postMessage({ done: 2n, total: 2n ** 60n });
      parentPort.postMessage({ result: { asked: workerData.compare } });`);
    expect(await storyOf(threadJob(module, { compare: true }, never))).toEqual([
      { done: '1', total: '1152921504606846976' },
      { done: '2', total: '1152921504606846976' },
      { result: { asked: true } },
    ]);
  });

  it('ends with what ended its thread, after what was said before', async () => {
    const module = doing(`
      parentPort.postMessage({ done: 1n, total: 2n });
      throw Object.assign(new Error('the log is damaged'), { code: 'LOG.DAMAGED' });`);
    const job = threadJob(module, undefined, never);
    expect(await job.next()).toEqual({ done: false, value: { done: '1', total: '2' } });
    await expect(job.next()).rejects.toMatchObject({ code: 'LOG.DAMAGED', message: 'the log is damaged' });
  });

  it('has no result when its thread ends without one', async () => {
    expect(await storyOf(threadJob(doing('process.exit(0);'), undefined, never))).toEqual([]);
  });

  it('is stopped when nobody listens any more', async () => {
    for await (const line of threadJob(quiet, undefined, never)) {
      expect(line).toEqual({ done: '1', total: '9' });
      break;
    }
  });

  it('is stopped by the signal while it has nothing to tell', async () => {
    const gone = new AbortController();
    const job = threadJob(quiet, undefined, gone.signal);
    await job.next();
    const last = job.next();
    gone.abort();
    expect(await last).toEqual({ done: false, value: { result: { stoppedBy: 'stop' } } });
    expect(await job.next()).toEqual({ done: true, value: undefined });
  });

  it('is stopped at once by a signal that came before it', async () => {
    const last = (await storyOf(threadJob(quiet, undefined, AbortSignal.abort()))).at(-1);
    expect(last).toEqual({ result: { stoppedBy: 'stop' } });
  });
});
