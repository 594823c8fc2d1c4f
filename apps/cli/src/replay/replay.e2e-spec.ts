import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, serve, sijil } from '../../testing/index.js';
import type { Served } from '../../testing/index.js';

interface Told {
  readonly type: string;
  readonly version: number;
  readonly recordedAt: string;
}
interface Queue {
  readonly tickets: readonly { readonly number: number; readonly preview: string }[];
}

const asked = (conversation: string, text: string): string =>
  JSON.stringify({
    conversation,
    id: '1',
    at: '2026-03-01T08:00:00Z',
    channel: 'social',
    author: 'customer',
    customer: { kind: 'x', id: conversation },
    text,
  });

describe('a replay', () => {
  let folder: string;
  let between: string;
  let served: Served;
  const data = () => join(folder, 'data');
  const bringIn = async (conversation: string, text: string): Promise<void> => {
    const path = join(folder, `${conversation}.ndjson`);
    await writeFile(path, asked(conversation, text));
    await answerOf(data(), 'import', 'conversations', 'old-desk', path);
  };
  const told = async (...words: string[]): Promise<readonly Told[]> => {
    const { code, out } = await sijil(data(), 'replay', '--into', 'stdout', ...words);
    expect(code).toBe(0);
    return out.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Told); // prettier-ignore
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-replay-'));
    served = await serve(data());
    await sijil(data(), 'inboxes', 'create', 'old-desk', '--kind', 'history');
    await bringIn('lina', 'where is my parcel');
    between = (await told()).at(-1)?.recordedAt ?? '';
    await bringIn('omar', 'my invoice is wrong');
  });
  afterAll(async () => {
    await served.end('SIGTERM');
    await rm(folder, { recursive: true });
  });

  it('tells every event, in the order of the log, the same each time', async () => {
    const events = await told();
    expect(events.map(({ type }) => type)).toEqual([
      'InboxConnected',
      ...['HandleClaimed', 'MessageReceived', 'TicketOpened'],
      ...['HandleClaimed', 'MessageReceived', 'TicketOpened'],
    ]);
    expect(await told('--speed', '999999x')).toEqual(events);
  });

  it('tells what was recorded between two instants', async () => {
    expect((await told('--to', between)).length).toBe(4);
    expect((await told('--from', between)).at(0)?.recordedAt).toBe(between);
    expect((await told('--to', between)).at(-1)?.recordedAt).toBe(between);
  });

  it('says what customers wrote only where it is asked to', async () => {
    expect(JSON.stringify(await told())).not.toContain('parcel');
    expect(JSON.stringify(await told('--text'))).toContain('where is my parcel');
  });

  it('makes pages as they stood then, which are asked beside the live ones', async () => {
    expect(await answerOf(data(), 'replay', '--into', 'scratch', '--to', between)).toEqual({
      kind: 'copied',
      position: '4',
    });
    const then = await answerOf<Queue>(data(), 'show', 'queue', '--scratch');
    expect(then.tickets.map(({ preview }) => preview)).toEqual(['where is my parcel']);
    const now = await answerOf<Queue>(data(), 'show', 'queue');
    expect(now.tickets.length).toBe(2);
    const [ticket] = then.tickets;
    const shown = await sijil(data(), 'show', 'ticket', String(ticket?.number), '--scratch');
    expect([shown.code, shown.out.includes('lina')]).toEqual([0, true]);
    expect((await sijil(data(), 'show', 'ticket', '999', '--scratch')).code).not.toBe(0);
  });

  it('throws such pages away when it is told to, and the doctor knows of them until then', async () => {
    const known = async () => {
      const { findings } = await answerOf<{ findings: readonly { what: string }[] }>(data(), 'doctor');
      return findings.map(({ what }) => what).includes('replay pages');
    };
    await answerOf(data(), 'replay', '--into', 'scratch');
    expect(await known()).toBe(true);
    expect(await answerOf(data(), 'replay', '--into', 'scratch', '--remove')).toEqual({ kind: 'removed' });
    expect(await known()).toBe(false);
  });

  it('does not begin with a speed or an instant that is none', async () => {
    expect((await sijil(data(), 'replay', '--into', 'stdout', '--speed', 'fast')).code).toBe(2);
    expect((await sijil(data(), 'replay', '--into', 'stdout', '--to', 'noon')).code).toBe(2);
    expect((await sijil(data(), 'replay')).code).toBe(2);
  });
});
