import { ProjectorThread } from './projector-thread.js';

const urls = { logUrl: '', keysUrl: '', blobUrl: '', readUrl: '' };
/** A thread that does this. */
const doing = (script: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${script}`)}`);

describe('the projector’s thread', () => {
  it('tells how far the pages are, and what an operator should know', async () => {
    const module = doing(`
      parentPort.once('message', () => parentPort.close());
      parentPort.postMessage({ position: 7n });
      parentPort.postMessage({ warning: 'begun anew' });`);
    let projector: ProjectorThread | undefined;
    const warning = await new Promise((onWarning) => {
      projector = new ProjectorThread({ urls, onWarning, onFault: onWarning }, module);
    });
    expect(warning).toBe('begun anew');
    expect(projector?.position).toBe(7n);
    await projector?.stop();
  });

  it.each([
    ['stops on a fault', `throw new Error('the log is damaged');`],
    ['ends by itself', ''],
  ])('is started again when it %s, and is not well after three times', async (_, script) => {
    const faults: unknown[] = [];
    let projector: ProjectorThread | undefined;
    await new Promise<void>((resolve) => {
      const onFault = (fault: unknown) => {
        faults.push(fault);
        if (faults.length === 4) resolve();
      };
      projector = new ProjectorThread({ urls, onWarning: () => undefined, onFault }, doing(script));
      expect(projector.isWell).toBe(true);
    });
    expect(projector?.isWell).toBe(false);
    await projector?.stop();
  });
});
