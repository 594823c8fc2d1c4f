import { openDeskStore } from '#desk-store/open';
import { openEventLog } from '#event-log/open';
import { IntakeThread } from './intake-thread.js';

const urls = { deskUrl: '', logUrl: '', keysUrl: '', blobUrl: '', leaseSeconds: 30 };
/** A thread that answers so whoever asks it to read an envelope again. */
const answering = (answer: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (message) => message === 'stop' ? parentPort.close() : (${answer}));`)}`); // prettier-ignore

describe('the intake’s thread', () => {
  let intake: IntakeThread;
  let faults: unknown[];
  const begin = async (answer: string) => {
    faults = [];
    const stores = { desk: await openDeskStore('memory:'), log: await openEventLog('memory:') };
    intake = new IntakeThread({ urls, stores, onFault: (where, fault) => faults.push([where, fault]) }, answering(answer)); // prettier-ignore
  };
  afterEach(() => intake.stop());

  it('answers each who asks for an envelope by itself', async () => {
    await begin(`parentPort.postMessage(
      message.envelope === 2n
        ? { answered: message.ask, refusal: { name: 'EnvelopeNotFound', code: 'ENVELOPE.NOT_FOUND', message: 'none' } }
        : { answered: message.ask })`);
    const asked = await Promise.allSettled([1n, 2n, 3n].map((envelope) => intake.readAgain(envelope, [])));
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(asked[1]).toMatchObject({ reason: { code: 'ENVELOPE.NOT_FOUND', name: 'EnvelopeNotFound' } });
  });

  it('leaves nobody waiting when it ends with a question in hand, or is not there yet', async () => {
    await begin('process.exit()');
    await expect(intake.readAgain(1n, [])).rejects.toMatchObject({ code: 'DESK.UNAVAILABLE' });
    await expect(intake.readAgain(1n, [])).rejects.toMatchObject({ code: 'DESK.UNAVAILABLE' });
  });

  it('tells faults it goes on after under their own name, with their place in the code', async () => {
    await begin(`parentPort.postMessage({ where: 'intake', fault: { name: 'DeskFull', message: 'no space', places: ['at here'] } }),
      parentPort.postMessage({ answered: message.ask })`); // prettier-ignore
    await intake.readAgain(1n, []);
    expect(faults).toMatchObject([['intake', { name: 'DeskFull', stack: 'DeskFull: no space\n    at here' }]]);
  });
});
