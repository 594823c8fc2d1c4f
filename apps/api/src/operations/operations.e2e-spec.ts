import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { idleOperations, openApi } from '../../testing/index.js';
import type { ApiUnderTest } from '../../testing/index.js';
import type { OperationsPort, ProgressLine } from './operations.port.js';

const begun: ProgressLine = { done: '1', total: '9' };

describe('a long work over HTTP', () => {
  let api: ApiUnderTest;
  afterEach(() => api.close());

  /** Asks an api whose verification goes like this; `hangUp` leaves in the middle of the answer. */
  async function ask(verify: OperationsPort['verify']) {
    api = await openApi({ parts: { operations: { ...idleOperations, verify } } });
    const headers = { authorization: `Bearer ${await api.key('admin')}`, 'idempotency-key': 'v1' };
    const client = new AbortController();
    const path = `${api.url}/v1/operations/verify`;
    const answer = await fetch(path, { method: 'POST', headers, signal: client.signal });
    if (!answer.body) throw new Error('nothing is told');
    return { answer, body: answer.body, hangUp: () => client.abort() };
  }
  const linesOf = async (body: ReadableStream<Uint8Array>) =>
    (await text(body)).trimEnd().split('\n').map((line) => JSON.parse(line) as unknown); // prettier-ignore

  it('tells line by line how far it is, and in the end what came of it', async () => {
    const { answer, body } = await ask(async function* () {
      yield begun;
      yield { result: { events: 7n } };
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    expect(await linesOf(body)).toEqual([begun, { result: { events: '7' } }]);
  });

  it('tells what ended it as its last line: its status was told long ago', async () => {
    const { body } = await ask(async function* () {
      yield begun;
      throw Object.assign(new Error('the folder is not empty'), { code: 'BACKUP.TARGET_NOT_EMPTY' });
    });
    expect(await linesOf(body)).toMatchObject([begun, { problem: { status: 409, code: 'BACKUP.TARGET_NOT_EMPTY' } }]);
  });

  it('is ended when its client hangs up, though it has nothing to tell just then', async () => {
    const ended = Promise.withResolvers<string>();
    const { hangUp } = await ask(async function* (signal) {
      yield begun;
      await once(signal, 'abort');
      ended.resolve('at once');
    });
    hangUp();
    expect(await ended.promise).toBe('at once');
  });

  it('may finish the step at hand before the server is closed, and keeps it open no longer', async () => {
    const [asked, step] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const order: string[] = [];
    const { hangUp } = await ask(async function* (signal) {
      yield begun;
      await once(signal, 'abort');
      asked.resolve();
      await step.promise;
      order.push('the work is over');
    });
    hangUp();
    await asked.promise;
    const closing = api.app.close().then(() => order.push('the server is closed'));
    order.push('the server is asked to close');
    step.resolve();
    await closing;
    expect(order).toEqual(['the server is asked to close', 'the work is over', 'the server is closed']);
  });
});
