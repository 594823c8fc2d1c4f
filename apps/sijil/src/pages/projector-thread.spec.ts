import { ProjectorThread } from './projector-thread.js';

const urls = { logUrl: '', keysUrl: '', blobUrl: '', readUrl: '', kpiUrl: '' };
/** A thread that says this. */
const saying = (words: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.once('message', () => parentPort.close());
    for (const word of [${words}]) parentPort.postMessage(word);`)}`); // prettier-ignore

it('the projector’s thread tells how far the pages are, and what an operator should know', async () => {
  let projector: ProjectorThread | undefined;
  const warning = await new Promise((onWarning) => {
    const module = saying(`{ position: 7n }, { warning: 'begun anew' }`);
    projector = new ProjectorThread({ urls, onWarning, onFault: onWarning }, module);
  });
  expect(warning).toBe('begun anew');
  expect(projector?.position).toBe(7n);
  await projector?.stop();
});
