import { Background } from './background.js';

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

describe('work in the background', () => {
  it('is waited for when the desk stops', async () => {
    const background = new Background(() => undefined);
    let finished = false;
    background.run('intake', async (signal) => {
      await aborted(signal);
      await new Promise((resolve) => setImmediate(resolve));
      finished = true;
    });
    await background.stop();
    expect(finished).toBe(true);
  });

  it('is begun again after a fault, which is told with its place', async () => {
    const faults: unknown[] = [];
    const background = new Background((where, fault) => faults.push([where, String(fault)]));
    let tries = 0;
    await new Promise<void>((resolve) => {
      background.run('transfers', async (signal) => {
        if (++tries === 1) throw new Error('the log is away');
        resolve();
        await aborted(signal);
      });
    });
    await background.stop();
    expect(faults).toEqual([['transfers', 'Error: the log is away']]);
  });

  it('that is to be done once is begun again until it is, and then never', async () => {
    const background = new Background(() => undefined);
    let tries = 0;
    await new Promise<void>((resolve) => {
      background.runOnce('outbox', async () => {
        if (++tries === 1) throw new Error('the log is away');
        resolve();
      });
    });
    await background.stop();
    expect(tries).toBe(2);
  });

  it('does not keep the desk from stopping while it rests after a fault', async () => {
    const background = new Background(() => undefined);
    background.run('intake', () => Promise.reject(new Error('away')));
    await expect(background.stop()).resolves.toBeUndefined();
  });
});
