import { KeptThread } from './kept-thread.js';

/** A thread that does this. */
const doing = (script: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'; ${script}`)}`); // prettier-ignore

/** Keeps such a thread until it was heard, or failed, so often. */
async function keeping(script: string, { words = Infinity, faults = Infinity }) {
  const heard: unknown[] = [];
  const failed: Error[] = [];
  let begins = 0;
  let thread: KeptThread<unknown> | undefined;
  await new Promise<void>((resolve) => {
    thread = new KeptThread({
      name: 'worker',
      module: doing(script),
      beginning: () => ({ workerData: (begins += 1) }),
      hear: (word) => heard.push(word) === words && resolve(),
      onFault: (fault) => failed.push(fault as Error) === faults && resolve(),
    });
  });
  const isWell = thread?.isWell;
  await thread?.stop();
  return { heard, failed, isWell };
}

describe('a thread that is kept at work', () => {
  it('is heard, and ends when it is told to', async () => {
    const story = await keeping(`parentPort.once('message', () => parentPort.close()); parentPort.postMessage('hello');`, { words: 1 }); // prettier-ignore
    expect(story).toEqual({ heard: ['hello'], failed: [], isWell: true });
  });

  it.each([
    ['stops on a fault', `throw new Error('the log is damaged');`, 'the log is damaged'],
    ['ends by itself', '', 'the worker’s thread ended by itself'],
  ])('is begun again when it %s, and is not well after three times', async (_, script, words) => {
    const { failed, isWell } = await keeping(script, { faults: 4 });
    expect(failed.map(({ message }) => message)).toEqual([words, words, words, words]);
    expect(isWell).toBe(false);
  });

  it('is given what it begins with anew each time', async () => {
    const { heard } = await keeping('parentPort.postMessage(workerData);', { words: 2 });
    expect(heard).toEqual([1, 2]);
  });
});
