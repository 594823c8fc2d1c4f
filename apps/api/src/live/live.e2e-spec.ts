import { connect } from 'node:net';
import { AgentRegister } from '#application';
import { answerOf, emptyPages, expectProblem, Listener, openApi } from '../../testing/index.js';
import type { ApiUnderTest } from '../../testing/index.js';
import { emptyAgent, emptyTeam } from '#domain';
import type { LiveChange, LiveNews, LivePort, QueuePlace } from '../index.js';

/** Pages whose changes the test makes. */
class ChangingPages implements LivePort {
  watched = 0;
  private position = 0n;
  private hear: ((news: LiveNews) => void) | undefined;

  watch(hear: (news: LiveNews) => void): () => void {
    this.watched += 1;
    this.hear = hear;
    hear({ since: this.position, position: this.position, changes: [] });
    return () => (this.hear = undefined);
  }

  commit(...changes: readonly LiveChange[]): void {
    const since = this.position;
    this.position += 1n;
    this.hear?.({ since, position: this.position, changes });
  }

  /** As a projector that died with its last word unsaid. */
  skip(): void {
    this.position += 5n;
    this.hear?.({ since: this.position, position: this.position, changes: [] });
  }
}

const at = (teamId: string | null, assigneeId: string | null = null): QueuePlace => ({
  inbox: 'mail',
  teamId,
  assigneeId,
});
const row = (ticketId: string, n: number | string, more: Partial<LiveChange> = {}): LiveChange => ({
  ticketId, row: JSON.stringify({ ticketId, n }), hasNewEntry: false, is: at(null), was: at(null), ...more,
}); // prettier-ignore

describe('what changes, live', () => {
  let api: ApiUnderTest;
  let pages: ChangingPages;
  let open: Listener[];
  beforeEach(async () => {
    pages = new ChangingPages();
    open = [];
    const ticket = async (id: string | number) => ({
      position: 0n,
      ...(id === 't1' && { ticket: { ticketId: 't1' } }),
    });
    api = await openApi({
      parts: { live: pages, queries: { ...emptyPages, ticket: ticket as typeof emptyPages.ticket } },
    });
  });
  afterEach(async () => {
    for (const listener of open) listener.leave();
    await api.close();
  });

  const headers = async () => ({ authorization: `Bearer ${await api.key('supervisor')}` });
  const listen = async (path: string, lastEventId = '') => {
    const resumed = lastEventId === '' ? {} : { 'last-event-id': lastEventId };
    const listener = await Listener.open(`${api.url}/v1/live${path}`, { ...(await headers()), ...resumed });
    open.push(listener);
    return listener;
  };
  const watching = async (path: string) => {
    const listener = await listen(path);
    expect((await listener.next())?.event).toBe(path.startsWith('/queue') ? 'ready' : 'presence');
    return listener;
  };
  const heard = async (listener: Listener) => {
    const { event, data } = (await listener.next()) ?? {};
    return [event, data];
  };

  it('shows a row that changed to everybody who watches the queue, each time as it is now', async () => {
    const [one, other] = [await watching('/queue'), await watching('/queue')];
    pages.commit(row('t1', 1));
    for (const listener of [one, other]) expect(await heard(listener)).toEqual(['ticket', { ticketId: 't1', n: 1 }]);
    pages.commit(row('t1', 2));
    expect(await heard(one)).toEqual(['ticket', { ticketId: 't1', n: 2 }]);
  });

  it('shows each watcher his own queue, and says what left it', async () => {
    const billing = await watching('/queue?team=billing');
    const nobodys = await watching('/queue?unassigned=true');
    pages.commit(row('t1', 1, { was: at(null), is: at('billing', 'lina') }));
    expect(await heard(billing)).toEqual(['ticket', { ticketId: 't1', n: 1 }]);
    expect(await heard(nobodys)).toEqual(['left', { ticketId: 't1' }]);
    pages.commit(row('t1', 2, { was: at('billing', 'lina'), is: at('sales', 'lina') }));
    expect(await heard(billing)).toEqual(['left', { ticketId: 't1' }]);
    pages.commit(
      row('t2', 3, { was: at('sales', 'ali'), is: at('sales', 'lina') }),
      row('t3', 4, { is: at('billing') }),
    );
    expect(await heard(billing)).toEqual(['ticket', { ticketId: 't3', n: 4 }]);
  });

  it('tells a row that changed many times between two looks once', async () => {
    const listener = await watching('/queue');
    pages.commit(row('t0', 0));
    await listener.next();
    for (let n = 1; n <= 50; n += 1) pages.commit(row('t1', n));
    pages.commit(row('t2', 'last'));
    expect(await heard(listener)).toEqual(['ticket', { ticketId: 't1', n: 50 }]);
    expect(await heard(listener)).toEqual(['ticket', { ticketId: 't2', n: 'last' }]);
  });

  it('goes on where a connection broke: nothing is missed', async () => {
    await watching('/queue');
    for (const n of [1, 2, 3]) pages.commit(row(`t${n}`, n));
    const back = await listen('/queue', 't1');
    expect(await heard(back)).toEqual(['ticket', { ticketId: 't2', n: 2 }]);
    expect(await heard(back)).toEqual(['ticket', { ticketId: 't3', n: 3 }]);
  });

  it('goes on from the position of a page that was read', async () => {
    await watching('/queue');
    for (const n of [1, 2]) pages.commit(row(`t${n}`, n));
    expect(await heard(await listen('/queue?after=t1'))).toEqual(['ticket', { ticketId: 't2', n: 2 }]);
  });

  it('says "reset" to whoever was away for too long, and goes on from there', async () => {
    for (let n = 0; n < 3; n += 1) pages.commit(row('t1', n));
    const back = await listen('/queue', 't1');
    expect(await heard(back)).toEqual(['reset', { position: 't3' }]);
    pages.commit(row('t1', 'new'));
    expect(await heard(back)).toEqual(['ticket', { ticketId: 't1', n: 'new' }]);
  });

  it('says "reset" to everybody when what changed cannot be told', async () => {
    const listener = await watching('/queue');
    pages.skip();
    expect((await heard(listener))[0]).toBe('reset');
  });

  it('refuses a position of another epoch loudly, and a ticket that is not there', async () => {
    const get = async (path: string) => answerOf(fetch(`${api.url}/v1/live${path}`, { headers: await headers() }));
    expectProblem(await get('/queue?after=elsewhere'), { status: 400, code: 'POSITION.UNREADABLE' });
    expectProblem(await get('/tickets/t9'), { status: 404, code: 'TICKET.NOT_FOUND' });
  });

  it('asks the pages for nothing until somebody listens, and once however many do', async () => {
    expect(pages.watched).toBe(0);
    await Promise.all([watching('/queue'), watching('/queue?inbox=mail'), watching('/tickets/t1')]);
    expect(pages.watched).toBe(1);
  });

  it('shows a ticket wherever it stands, and that its timeline grew; and no other', async () => {
    const listener = await watching('/tickets/t1');
    await listener.nextWhere(({ event }) => event === 'ready');
    pages.commit(row('t2', 0), { ticketId: 't1', row: '{"state":"resolved"}', hasNewEntry: true, was: at(null) });
    expect([await heard(listener), await heard(listener)]).toEqual([['ticket', { state: 'resolved' }], ['timeline', { ticketId: 't1' }]]); // prettier-ignore
  });

  it('keeps nothing for a client that does not read, and tells it the last of each row when it does', async () => {
    const { hostname, port } = new URL(api.url);
    const slow = connect(Number(port), hostname);
    slow.pause();
    slow.write(
      `GET /v1/live/queue HTTP/1.1\r\nHost: desk\r\nAuthorization: ${(await headers()).authorization}\r\n\r\n`,
    );
    const brisk = await watching('/queue');
    const long = 'x'.repeat(100_000);
    for (let n = 0; n < 200; n += 1) {
      pages.commit(row('t1', `${n} ${long}`));
      if (n % 10 === 9) await brisk.next();
    }
    pages.commit(row('t2', 'the end'));
    let [text, rows] = ['', 0];
    slow.resume();
    for await (const chunk of slow) {
      text = (text + String(chunk)).slice(-200_000);
      rows += String(chunk).split('"ticketId":"t1"').length - 1;
      if (text.includes('the end')) break;
    }
    expect(rows).toBeLessThan(150);
    expect(text).toContain('199 xxx');
  });

  describe('to an agent', () => {
    let agents: AgentRegister;
    let secret: string;
    beforeEach(async () => {
      agents = new AgentRegister(api.store.agents);
      await agents.learnTeam('billing', { ...emptyTeam(), status: 'active' }, 1);
      await agents.learnAgent('lina', { ...works, teamIds: ['billing'] }, 1);
      secret = await api.key('agent', 'lina');
    });
    const works = { ...emptyAgent(), status: 'active' } as const;
    const begin = async (path: string) => {
      const listener = await Listener.open(`${api.url}/v1/live${path}`, { authorization: `Bearer ${secret}` });
      open.push(listener);
      await listener.nextWhere(({ event }) => event === 'ready');
      return listener;
    };
    const ends = async (listener: Listener) => {
      api.pass(1_001);
      expect((await listener.rest()).map(({ event }) => event)).toEqual(['reset']);
    };

    it('ends when the key is revoked', async () => {
      const listener = await begin('/queue');
      const [key] = await api.store.keys.list();
      await api.store.keys.revoke(key?.id ?? '', '2026-03-01T12:00:00.000Z');
      await ends(listener);
    });

    it('ends when the agent is deactivated', async () => {
      const listener = await begin('/queue');
      await agents.learnAgent('lina', { ...works, status: 'deactivated' }, 2);
      await ends(listener);
    });

    it('ends when the agent’s teams change, and begins anew with what is theirs now', async () => {
      const listener = await begin('/queue');
      await agents.learnAgent('lina', works, 2);
      await ends(listener);
      const again = await begin('/queue');
      pages.commit(row('t1', 1, { was: at('billing'), is: at('billing') }), row('t2', 2));
      expect(await heard(again)).toEqual(['ticket', { ticketId: 't2', n: 2 }]);
    });

    it('goes on while nothing of that changes, and says that a ticket went out of reach', async () => {
      const listener = await begin('/tickets/t1');
      api.pass(1_001);
      pages.commit(row('t1', 1, { is: at('billing') }));
      await listener.nextWhere(({ event }) => event === 'ticket');
      pages.commit(row('t1', 2, { was: at('billing'), is: at('sales') }));
      expect(await heard(listener)).toEqual(['left', { ticketId: 't1' }]);
    });
  });

  describe('who is there', () => {
    const put = async (agent: string, state: string) => {
      const authorization = `Bearer ${await api.key('agent', agent)}`;
      const head = { authorization, 'content-type': 'application/json' };
      const body = JSON.stringify({ ticketId: 't1', state });
      return (await answerOf(fetch(`${api.url}/v1/presence`, { method: 'PUT', headers: head, body }))).body;
    };
    const there = (agentId: string, state: string) => ({ agentId, state, since: expect.any(String) as string });

    it('is told to the others, who are warned when one of them is writing', async () => {
      expect(await put('lina', 'viewing')).toEqual({ others: [], collision: false });
      expect(await put('ali', 'viewing')).toEqual({ others: [there('lina', 'viewing')], collision: false });
      await put('lina', 'typing');
      expect(await put('ali', 'typing')).toEqual({ others: [there('lina', 'typing')], collision: true });
      await put('lina', 'gone');
      expect(await put('ali', 'typing')).toEqual({ others: [], collision: false });
    });

    it('is shown to those who watch the ticket', async () => {
      const listener = await watching('/tickets/t1');
      await put('lina', 'typing');
      const { data } = await listener.nextWhere(({ event }) => event === 'presence');
      expect(data).toEqual({ ticketId: 't1', agents: [there('lina', 'typing')] });
    });

    it('is forgotten when nothing more is heard', async () => {
      await put('lina', 'typing');
      api.pass(30_001);
      expect(await put('ali', 'viewing')).toEqual({ others: [], collision: false });
    });
  });
});
