import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Listener } from '../../../api/testing/index.js';
import type { Heard } from '../../../api/testing/index.js';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';

interface Record {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly position: string;
  readonly parts?: {
    readonly [name: string]: { readonly state: string; readonly content?: { readonly text: string } };
  };
}

describe('the feed of a desk at work', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  let sent = 0;

  beforeAll(async () => {
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    await desk.ask('PUT', '/v1/inboxes/help', { json: { kind: 'email', address: 'help@desk.example' } });
    await arrives('My parcel is late.');
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  const arrives = async (text: string) => {
    const bytes = mail('Lina <lina@example.com>', `m${(sent += 1)}`, 'Where is it?', text);
    expect((await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes })).status).toBeLessThan(202);
    await desk.settled();
  };
  const listen = (query: string, more = {}, key?: string) =>
    Listener.open(`${desk.url}/v1/feed${query}`, { ...desk.headers(key), ...more });
  const recordsOf = (heard: readonly Heard[]) =>
    heard.filter(({ data }) => 'id' in data).map(({ data }) => data as unknown as Record);
  const read = async (query: string, key?: string) => recordsOf(await (await listen(query, {}, key)).rest());
  const keyOf = async (role: string) =>
    (await desk.ask<{ secret: string }>('POST', '/v1/keys', { json: { role, label: 'test' } })).told.secret;

  it('tells every event in the order of the log, whole, with what people wrote', async () => {
    const records = await read('');
    expect(records.map(({ type }) => type)).toEqual([
      'InboxConnected',
      'HandleClaimed',
      'MessageReceived',
      'TicketOpened',
    ]);
    expect(records[2]).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      stream: expect.stringMatching(/^customer-/) as string,
      version: 1,
      position: expect.any(String) as string,
      type: 'MessageReceived',
      schema: 1,
      clear: expect.objectContaining({ inbox: 'help' }) as object,
      parts: {
        sender: { state: 'opened', content: expect.objectContaining({ address: 'lina@example.com' }) as object },
        content: { state: 'opened', content: expect.objectContaining({ subject: 'Where is it?' }) as object },
      },
      occurredAt: '2026-03-01T08:00:00.000Z',
      receivedAt: expect.any(String) as string,
      recordedAt: expect.any(String) as string,
      actor: expect.objectContaining({ class: 'customer' }) as object,
      correlationId: expect.any(String) as string,
      causationId: expect.any(String) as string,
    });
  });

  it('shows an analyst no word of what people wrote, only that something is there', async () => {
    const answer = await (await listen('', {}, await keyOf('analyst'))).rest();
    expect(recordsOf(answer)[2]?.parts).toEqual({ sender: { state: 'sealed' }, content: { state: 'sealed' } });
    for (const word of ['lina', 'parcel', 'Where']) expect(JSON.stringify(answer)).not.toContain(word);
  });

  it('tells only the types and streams that are asked for, and goes on behind what it passed over', async () => {
    expect((await read('?types=TicketOpened,InboxConnected')).map(({ type }) => type)).toEqual([
      'InboxConnected',
      'TicketOpened',
    ]);
    expect((await read('?streams=customer')).map(({ type }) => type)).toEqual(['MessageReceived', 'TicketOpened']);
    expect((await read('?streams=inbox-help,handle')).map(({ type }) => type)).toEqual([
      'InboxConnected',
      'HandleClaimed',
    ]);
    const nothing = await (await listen('?types=TicketClosed')).rest();
    expect(nothing).toEqual([{ data: { bookmark: (await read('')).at(-1)?.position, atHead: true } }]);
  });

  it('refuses a position of another epoch, and one beyond the end of its log', async () => {
    const token = (words: string) => Buffer.from(words).toString('base64url');
    const [, deskId] = Buffer.from((await read(''))[0]?.position ?? '', 'base64url')
      .toString()
      .split(' ');
    for (const made of [`log ${deskId} 9 1`, `log ${deskId} 1 99`]) {
      await expect(listen(`?after=${token(made)}`)).rejects.toThrow('POSITION.UNREADABLE');
    }
  });

  it('loses nothing and leaves no hole for a follower that comes and goes while much happens, also over a restart', async () => {
    const heard: Record[] = [];
    let last = '';
    const follow = async (most: number) => {
      const listener = await listen('', { accept: 'text/event-stream', ...(last && { 'last-event-id': last }) });
      for (let more = most; more > 0; more -= 1) {
        const { id = '', data } = await listener.nextWhere((frame) => frame.event !== 'bookmark');
        heard.push(data as unknown as Record);
        last = id;
      }
      listener.leave();
    };
    const working = (async () => {
      for (let n = 0; n < 12; n += 1) await arrives(`message ${n}`);
    })();
    for (const most of [3, 1, 4, 2]) await follow(most);
    await working;
    await desk.stop();
    desk = await SmallDesk.start(folder.settings);
    const all = await read('');
    await follow(all.length - heard.length);
    expect(heard.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it('tells a follower of what is recorded while it waits', async () => {
    const listener = await listen('?follow=true&types=NoteAdded');
    const ticket = (await read('?types=TicketOpened')).map(({ stream }) => `${stream.slice('customer-'.length)}.1`)[0];
    await desk.ask('POST', `/v1/tickets/${ticket}/notes`, { json: { text: 'called the carrier' } });
    const { data } = await listener.nextWhere((line) => 'id' in line.data);
    expect((data as unknown as Record).parts?.['content']).toEqual({
      state: 'opened',
      content: { text: 'called the carrier' },
    });
    listener.leave();
  });

  it('shows an erased part as erased', async () => {
    const keys = new DatabaseSync(join(folder.settings.dataDir, 'keys.db'));
    keys.exec('DELETE FROM key');
    keys.close();
    expect((await read('?types=MessageReceived&limit=1'))[0]?.parts).toEqual({
      sender: { state: 'erased' },
      content: { state: 'erased' },
    });
  });
});
