import { once } from 'node:events';
import { connect } from 'node:net';
import type { EnvelopeReceipt } from '#desk-store';
import { answerOf, ChatWindow, expectProblem, openApi, visitorToken } from '../testing/index.js';

describe('a server that closes', () => {
  it('answers what is under way, sends newcomers elsewhere, and is not ready any more', async () => {
    const durable = Promise.withResolvers<readonly EnvelopeReceipt[]>();
    const asked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let deliveries = 0;
    const keep = () => {
      asked[deliveries++]?.resolve();
      return durable.promise;
    };
    const api = await openApi({ parts: { door: { keep } } });
    const authorization = `Bearer ${await api.key('connector')}`;
    const push = () =>
      answerOf(
        fetch(`${api.url}/v1/inboxes/mail/envelopes`, { method: 'POST', body: 'x', headers: { authorization } }),
      );

    const underWay = push();
    const window = await ChatWindow.open(api.url);
    await window.ask({ type: 'hello', token: visitorToken({}, 'chat secret') });
    window.send({ type: 'message', id: 'm1', text: 'hello' });
    await Promise.all(asked.map(({ promise }) => promise));

    const closing = api.close();
    const late = await push();
    expectProblem(late, { status: 503, code: 'SERVER.CLOSING' });
    expect(late.headers.get('retry-after')).toBe('2');
    expect((await fetch(`${api.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);

    durable.resolve([{ position: 1n, repeated: false, sameIdOtherBytes: false }]);
    expect((await underWay).status).toBe(201);
    expect(await window.next()).toMatchObject({ type: 'ack', id: 'm1' });
    await closing;
  });

  it('is not kept by a connection on which nothing was asked', async () => {
    const api = await openApi();
    const { hostname, port } = new URL(api.url);
    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');
    silent.resume();
    await api.close();
    await once(silent, 'close');
  });
});
