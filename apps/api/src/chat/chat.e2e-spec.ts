import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { EnvelopeReceipt } from '#desk-store';
import { DeskBusy } from '#desk-store';
import { ChatWindow, noon, openApi, unixSeconds, usualChat, visitorToken } from '../../testing/index.js';
import type { ApiUnderTest, Surroundings } from '../../testing/index.js';

const token = visitorToken({ name: 'سارة', email: 'sara@example.org' }, 'chat secret');

describe('web chat', () => {
  let api: ApiUnderTest;
  const open = async (surroundings?: Surroundings) => (api = await openApi(surroundings));
  afterEach(() => api.close());

  const greeted = async () => {
    const window = await ChatWindow.open(api.url);
    await window.ask({ type: 'hello', token });
    return window;
  };

  it('welcomes a visitor the site vouches for', async () => {
    await open();
    const window = await ChatWindow.open(api.url);
    expect(await window.ask({ type: 'hello', token })).toEqual({ type: 'welcome', session: 's1', cursor: '' });
  });

  it('acknowledges a message once it is durable, and keeps the very bytes of its frame', async () => {
    await open();
    const window = await greeted();
    const frame = '{ "type":"message", "text":"مرحبا", "id":"m1" }';
    expect(await window.ask(frame)).toEqual({ type: 'ack', id: 'm1', cursor: 't1', repeated: false });
    const kept = await api.store.inbound.at(1n);
    expect(Buffer.from(kept!.body!).toString()).toBe(frame);
    expect(kept).toMatchObject({ inbox: 'chat', nativeId: 's1/m1', contentType: 'application/json' });
    expect(JSON.parse(kept!.context)).toEqual({
      visitor: 'v1',
      session: 's1',
      name: 'سارة',
      email: 'sara@example.org',
    });
  });

  it('acknowledges nothing before it is durable', async () => {
    const durable = Promise.withResolvers<readonly EnvelopeReceipt[]>();
    await open({ parts: { door: { keep: () => durable.promise } } });
    const window = await greeted();
    const ack = window.ask({ type: 'message', id: 'm1', text: 'hello' });
    window.send({ type: 'nonsense' });
    expect(await ack).toEqual({ type: 'error', code: 'CHAT.FRAME_MALFORMED' });
    durable.resolve([{ position: 9n, repeated: false, sameIdOtherBytes: false }]);
    expect(await window.next()).toMatchObject({ type: 'ack', id: 'm1', cursor: 't9' });
  });

  it('may be interrupted: the window comes back with its cursor and repeats what was not acknowledged', async () => {
    await open();
    const first = await greeted();
    const { cursor } = (await first.ask({ type: 'message', id: 'm1', text: 'one' })) as { cursor: string };
    await first.ask({ type: 'message', id: 'm2', text: 'two' });
    first.socket.terminate();
    const second = await ChatWindow.open(api.url);
    expect(await second.ask({ type: 'hello', token, cursor })).toEqual({ type: 'welcome', session: 's1', cursor });
    const again = await second.ask({ type: 'message', id: 'm2', text: 'two' });
    expect(again).toEqual({ type: 'ack', id: 'm2', cursor: 't2', repeated: true });
    expect(await api.store.inbound.head('live')).toBe(2n);
  });

  it('tells a window to start over when its cursor is of another desk', async () => {
    await open();
    const window = await ChatWindow.open(api.url);
    expect(await window.ask({ type: 'hello', token, cursor: 'elsewhere' })).toEqual({
      type: 'welcome',
      session: 's1',
      cursor: '',
      reset: true,
    });
  });

  it('warns when a message id comes back with other words, and keeps both', async () => {
    await open();
    const window = await greeted();
    await window.ask({ type: 'message', id: 'm1', text: 'one' });
    const other = await window.ask({ type: 'message', id: 'm1', text: 'other' });
    expect(other).toEqual({ type: 'ack', id: 'm1', cursor: 't2', repeated: false, warning: 'same-id-other-bytes' });
  });

  it('acknowledges a hundred messages sent in one go, in order', async () => {
    await open({ settings: { chat: { ...usualChat, messageBurst: 200 } } });
    const window = await greeted();
    const ids = Array.from({ length: 100 }, (_, n) => `m${n}`);
    ids.forEach((id) => window.send({ type: 'message', id, text: 'hello' }));
    for (const id of ids) expect(await window.next()).toMatchObject({ type: 'ack', id });
  });

  it.each([
    ['forged', visitorToken({}, 'another secret'), 'CHAT.TOKEN_FORGED'],
    ['of another inbox', visitorToken({ inbox: 'other' }, 'chat secret'), 'CHAT.TOKEN_OF_OTHER_INBOX'],
    ['too old', visitorToken({ exp: unixSeconds('2026-03-01T11:59:59Z') }, 'chat secret'), 'CHAT.TOKEN_EXPIRED'],
    ['no token at all', '', 'CHAT.TOKEN_MALFORMED'],
  ])('closes the door on a token that is %s', async (_, wrong, code) => {
    await open();
    const window = await ChatWindow.open(api.url);
    expect(await window.ask({ type: 'hello', token: wrong })).toEqual({ type: 'error', code });
    expect(await window.closed).toBe(4401);
  });

  it('takes nothing more from a visitor whose token ran out, until the window says hello with a new one', async () => {
    let now = noon;
    await open({ parts: { clock: { now: () => now } } });
    const window = await greeted();
    now = '2026-03-01T13:00:00.000Z';
    const refused = await window.ask({ type: 'message', id: 'm1', text: 'hello' });
    expect(refused).toEqual({ type: 'error', code: 'CHAT.TOKEN_EXPIRED' });
    expect(await window.closed).toBe(4401);
  });

  it('asks windows to come later while the secret of the inbox is not set on the server', async () => {
    await open({ parts: { secret: () => undefined } });
    const window = await ChatWindow.open(api.url);
    expect(await window.ask({ type: 'hello', token })).toEqual({ type: 'error', code: 'DOOR.SECRET_MISSING' });
    expect(await window.closed).toBe(1013);
  });

  it('takes no message before the hello', async () => {
    await open();
    const window = await ChatWindow.open(api.url);
    const answer = await window.ask({ type: 'message', id: 'm1', text: 'hello' });
    expect(answer).toEqual({ type: 'error', code: 'CHAT.HELLO_EXPECTED' });
    expect(await window.closed).toBe(1008);
  });

  it.each([
    ['no JSON', '{'],
    ['not an object', '"message"'],
    ['of an unknown type', '{"type":"typing"}'],
    ['without an id', '{"type":"message","text":"hello"}'],
    ['with an id that cannot be printed', '{"type":"message","id":"a b","text":"hello"}'],
    ['without text', '{"type":"message","id":"m1"}'],
  ])('says so when a frame is %s, and goes on', async (_, frame) => {
    await open();
    const window = await greeted();
    expect(await window.ask(frame)).toEqual({ type: 'error', code: 'CHAT.FRAME_MALFORMED' });
    expect(await window.ask({ type: 'message', id: 'm1', text: 'hello' })).toMatchObject({ type: 'ack' });
  });

  it('closes on a frame that is too large, and on one that is not text', async () => {
    await open();
    const talkative = await greeted();
    talkative.send({ type: 'message', id: 'm1', text: 'x'.repeat(5_000) });
    expect(await talkative.closed).toBe(1009);
    const binary = await greeted();
    binary.socket.send(Buffer.from([1, 2, 3]));
    expect(await binary.closed).toBe(1003);
    expect(await api.store.inbound.head('live')).toBe(0n);
  });

  it('asks a visitor who writes too fast to wait, message by message', async () => {
    await open({ settings: { chat: { ...usualChat, messageBurst: 1, messagesPerSecond: 1 } } });
    const window = await greeted();
    await window.ask({ type: 'message', id: 'm1', text: 'one' });
    const refused = { type: 'error', id: 'm2', code: 'ACCESS.RATE_EXCEEDED', retryAfterSeconds: 1 };
    expect(await window.ask({ type: 'message', id: 'm2', text: 'two' })).toEqual(refused);
    api.pass(1_000);
    expect(await window.ask({ type: 'message', id: 'm2', text: 'two' })).toMatchObject({ type: 'ack', id: 'm2' });
  });

  it('says which message was not kept while the desk is busy', async () => {
    await open({ parts: { door: { keep: () => Promise.reject(new DeskBusy()) } } });
    const window = await greeted();
    const refused = await window.ask({ type: 'message', id: 'm1', text: 'hello' });
    expect(refused).toEqual({ type: 'error', id: 'm1', code: 'DESK.BUSY', retryAfterSeconds: 1 });
  });

  it('acknowledges what is under way when the server closes, then says goodbye', async () => {
    const durable = Promise.withResolvers<readonly EnvelopeReceipt[]>();
    const asked = Promise.withResolvers<void>();
    const keep = () => {
      asked.resolve();
      return durable.promise;
    };
    await open({ parts: { door: { keep } } });
    const window = await greeted();
    const ack = window.ask({ type: 'message', id: 'm1', text: 'hello' });
    await asked.promise;
    const closing = api.app.close();
    durable.resolve([{ position: 1n, repeated: false, sameIdOtherBytes: false }]);
    expect(await ack).toMatchObject({ type: 'ack', id: 'm1' });
    expect(await window.closed).toBe(1001);
    await closing;
  });

  it('cuts off a window that is silent, before its hello and after it', async () => {
    await open({ settings: { chat: { ...usualChat, helloWithinSeconds: 0.05 } } });
    const speechless = await ChatWindow.open(api.url);
    expect(await speechless.next()).toEqual({ type: 'error', code: 'CHAT.HELLO_EXPECTED' });
    expect(await speechless.closed).toBe(1008);
    await api.close();
    await open({ settings: { chat: { ...usualChat, heartbeatSeconds: 0.05 } } });
    const lifeless = await ChatWindow.open(api.url, { autoPong: false });
    expect(await lifeless.closed).toBe(1006);
  });

  it('takes sockets only at inboxes for chat, and no more than the server keeps', async () => {
    await open({ settings: { chat: { ...usualChat, maxSockets: 1 } } });
    expect(await refusalOf('mail')).toBe(404);
    expect(await refusalOf('nowhere')).toBe(404);
    await greeted();
    expect(await refusalOf('chat')).toBe(503);
  });

  async function refusalOf(inbox: string): Promise<number | undefined> {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/v1/inboxes/${inbox}/chat`);
    const [request, response] = (await once(socket, 'unexpected-response')) as [
      { destroy(): void },
      { statusCode?: number },
    ];
    request.destroy();
    return response.statusCode;
  }
});
