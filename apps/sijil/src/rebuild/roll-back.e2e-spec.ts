import type { RebuildStatus } from '#apps/api';
import type { RebuildOutcome, RollBackOutcome } from '#projections';
import { Listener } from '../../../api/testing/index.js';
import { everyPagePlace } from '#read-store/testing';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';

type Shown = Pick<RebuildStatus, 'isUnderWay'> & {
  readonly sets: readonly {
    readonly name: string;
    readonly canRollBack: boolean;
    readonly copies: readonly { readonly role: string; readonly lag: number; readonly percent: number }[];
  }[];
};

describe.each(await everyPagePlace())('pages of a desk at work, rebuilt and taken back ($driver)', ({ freshUrl }) => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  let arrived = 0;
  beforeAll(async () => {
    folder = await deskFolder({ READ_URL: freshUrl() });
    desk = await SmallDesk.start(folder.settings);
    await desk.ask('PUT', '/v1/inboxes/support', { json: { kind: 'email', address: 'help@desk.example' } });
    await arrive(3);
    await desk.counted();
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  const arrive = (mails: number) =>
    Promise.all(
      Array.from({ length: mails }, () => {
        arrived += 1;
        const bytes = mail(`customer${arrived}@example.com`, `m${arrived}`, `About ${arrived}`, 'Where is my parcel?');
        return desk.ask('POST', '/v1/inboxes/support/envelopes', { bytes });
      }),
    );
  const rebuild = async (choices: object = {}) =>
    (await desk.ask<{ result: RebuildOutcome }>('POST', '/v1/operations/rebuild', { json: choices })).told.result;
  const rollBack = async (only?: string) =>
    (await desk.ask<{ result?: RollBackOutcome & { sets: readonly string[] }; problem?: { code: string } }>('POST', '/v1/operations/rebuild/roll-back', { json: { ...(only && { only }) } })).told; // prettier-ignore
  const shown = async (method = 'GET', end = '') =>
    (await desk.ask<Shown>(method, `/v1/operations/rebuild${end}`)).told;
  const roles = ({ sets }: Shown) => sets.map(({ name, copies }) => [name, ...copies.map(({ role }) => role).sort()]);
  const queuedIds = async () =>
    (await desk.ask<{ tickets: readonly { ticketId: string }[] }>('GET', '/v1/queue?limit=100')).told.tickets.map(({ ticketId }) => ticketId); // prettier-ignore
  const queued = async () => (await queuedIds()).length;
  /** Nothing is missing, and every row is what another copy of the log says. */
  const expectWhole = async () => {
    await desk.counted();
    expect(await queued()).toBe(arrived);
    expect(await rebuild({ publish: false })).toMatchObject({ kind: 'compared', comparison: { differences: 0 } });
  };

  it('cannot go back where nothing was replaced', async () => {
    expect((await rollBack()).problem?.code).toBe('PROJECTION.NO_FORMER_PAGES');
    expect((await shown()).sets).toMatchObject([{ canRollBack: false }, { canRollBack: false }]);
  });

  it('are rebuilt and aborted twice while mails come in, and then copied all the same', async () => {
    for (let round = 0; round < 2; round += 1) {
      const rebuilding = rebuild();
      await arrive(4);
      const told = await shown('POST', '/abort');
      expect(['published', 'stopped']).toContain((await rebuilding).kind);
      expect(told.sets.flatMap(({ copies }) => copies.map(({ role }) => role))).not.toContain('building');
    }
    await desk.counted();
    expect(await queued()).toBe(arrived);
    expect(await rebuild({ compare: true })).toMatchObject({ kind: 'published', comparison: { differences: 0 } });
  });

  it('say which copy serves and which served before, since when, how far, how large, and that one can go back', async () => {
    const { isUnderWay, sets } = await shown();
    const since = expect.stringMatching(/^\d{4}-.*Z$/) as string;
    const [live, former] = ['live', 'former'].map((role) => ({ role, isOurs: true, since, percent: expect.any(Number) as number, bytes: expect.any(Number) as number })); // prettier-ignore
    const copies = expect.arrayContaining([expect.objectContaining(live), expect.objectContaining(former)]) as object[];
    expect([isUnderWay, sets]).toEqual([
      false,
      [
        { name: 'desk', canRollBack: true, copies },
        { name: 'kpis', canRollBack: true, copies },
      ],
    ]);
    expect(sets[0]?.copies.find(({ role }) => role === 'live')).toMatchObject({ lag: 0, percent: 100 });
  });

  it('go back while mails come in, twice, and nothing is missing: what came since is copied into them first', async () => {
    for (let round = 0; round < 2; round += 1) {
      await arrive(2);
      const [{ result }] = await Promise.all([rollBack(), arrive(4)]);
      expect(result).toMatchObject({ kind: 'rolled-back', sets: ['desk', 'kpis'] });
    }
    await expectWhole();
  });

  it('never stand further back for who asks in the meantime', async () => {
    await arrive(4);
    await desk.counted();
    let isOver = false;
    const positions: number[] = [];
    const asking = async () => {
      while (!isOver) positions.push(Number((await desk.ask<{ pages: string }>('GET', '/v1/status')).told.pages));
    };
    const asked = asking();
    await rollBack('desk');
    await arrive(1);
    isOver = true;
    await asked;
    expect(positions).toEqual(positions.toSorted((one, other) => one - other));
  });

  it('tell nobody of what is copied into them: who watches hears of what arrives, and of nothing else', async () => {
    const known = await queuedIds();
    const listener = await Listener.open(`${desk.url}/v1/live/queue`, desk.headers());
    await listener.nextWhere(({ event }) => event === 'ready');
    await rebuild({ only: 'desk' });
    await rollBack('desk');
    await arrive(1);
    const { data } = await listener.nextWhere(({ event }) => event === 'ticket');
    expect(known).not.toContain(data['ticketId']);
    listener.leave();
  });

  it('go back one set at a time, and not at all once the former ones were forgotten', async () => {
    expect((await rollBack('kpis')).result?.sets).toEqual(['kpis']);
    expect(roles(await shown('POST', '/forget'))).toEqual([
      ['desk', 'live'],
      ['kpis', 'live'],
    ]);
    expect((await rollBack()).problem?.code).toBe('PROJECTION.NO_FORMER_PAGES');
    await desk.counted();
    expect(await queued()).toBe(arrived);
  });

  it('leave nothing to go back to of a customer who was erased', async () => {
    await rebuild();
    const [ticketId = ''] = await queuedIds();
    const customerIds = [ticketId.split('.')[0]];
    expect(await desk.ask('POST', '/v1/operations/erase', { json: { customerIds } })).toMatchObject({ status: 200 });
    expect(roles(await shown())[0]).toEqual(['desk', 'live']);
  });
});
