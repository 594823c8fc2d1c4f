import { History, plainOpener, temporaryStore } from '#projections/testing';
import type { TemporaryStore } from '#projections/testing';
import { copyBatch } from '#projections';
import { questionNames } from '#queries';
import { openReadStore } from '#read-store/open';
import { PositionTokens } from '../positions/position-tokens.js';
import { QuestionThread, questionsThrough } from './question-thread.js';

const tokens = new PositionTokens('bench', 1, 'log');
const textOf = ({ json }: { readonly json: Uint8Array }) => JSON.parse(Buffer.from(json).toString()) as unknown;

describe('the thread of questions', () => {
  let desk: TemporaryStore;
  let thread: QuestionThread;
  let faults: unknown[];
  const begin = (module?: URL) => {
    faults = [];
    const beginning = { readUrl: desk.url, deskId: 'bench', epoch: 1 };
    thread = new QuestionThread({ beginning, onFault: (fault) => faults.push(fault), ...(module && { module }) });
  };

  beforeEach(async () => {
    desk = await temporaryStore(openReadStore);
    const history = new History();
    history.record('MessageReceived', {}, { parts: { content: { text: 'where is it?', subject: '' } } });
    history.record('TicketOpened', { ticketId: 'ann.1', number: 7 });
    const pages = await desk.store.live();
    await copyBatch(pages, plainOpener(), history.events);
    await pages.close();
  });
  afterEach(async () => {
    await thread.stop();
    await desk.dispose();
  });

  it('answers as the pages themselves would, by the names questions have', async () => {
    begin();
    const { ticket, position } = await questionsThrough(thread, questionNames).ticket(7);
    expect([ticket?.ticketId, position]).toEqual(['ann.1', 2n]);
    await questionsThrough(thread, questionNames).reached(2n, AbortSignal.timeout(30_000));
  });

  it('writes down what goes out as it is: positions as tokens, the answer’s own and those of its rows', async () => {
    begin();
    const written = textOf(await thread.write('timelineOf', 'ann', { limit: 5 }));
    const entries = [{ position: tokens.write(2n) }, { position: tokens.write(1n), text: 'where is it?' }];
    expect(written).toMatchObject({ position: tokens.write(2n), customerIds: ['ann'], entries });
  });

  it('refuses in the words of the question, and goes on', async () => {
    begin();
    await expect(thread.ask('queue', { after: 'x', limit: 1 })).rejects.toMatchObject({ code: 'QUERY.BAD_CURSOR' });
    await expect(thread.reached(9n, AbortSignal.abort())).rejects.toMatchObject({ code: 'READ.POSITION_NOT_REACHED' });
    expect((await thread.ask('queue', { limit: 1 })).tickets).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('leaves nobody waiting when it ends with a question in hand', async () => {
    const ending = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit());`;
    begin(new URL(`data:text/javascript,${encodeURIComponent(ending)}`));
    await expect(thread.ask('workload')).rejects.toMatchObject({ code: 'READ.READER_DIED' });
  });
});
