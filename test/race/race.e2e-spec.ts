import { deskFolder, mail, SmallDesk } from '../../apps/sijil/testing/index.js';
import { Chance, seedOfRun } from '../faults/chance.js';
import { PlainDesk } from '../faults/plain-reader.js';
import { contradictions, lifeOf, spansOf } from './judge.js';
import type { Life } from './judge.js';
import { run } from './race.js';
import type { Asked, Racer } from './race.js';

// In CI each runs a number of rounds; RACE_SECONDS=60 lets them run by the clock.
const seconds = Number(process.env['RACE_SECONDS'] ?? 0);
const rounds = 40;
const racersOf = { agents: 26, supervisors: 6 };
const teams = ['north', 'south'];
const letters = [['ann', 'parcel'], ['ann', 'invoice'], ['bob', 'parcel'], ['cid', 'parcel'], ['dan', 'parcel']] as const; // prettier-ignore

interface Shown {
  readonly card: { readonly state: string; readonly assigneeId: string | null; readonly teamId: string | null };
  readonly spans: readonly { readonly state: string; readonly assigneeId: string | null; readonly teamId: string | null; readonly since: string }[]; // prettier-ignore
}

async function hire(desk: SmallDesk): Promise<readonly Racer[]> {
  for (const id of teams) await desk.ask('POST', '/v1/teams', { json: { id, name: id } });
  const of = (role: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({ role, agentId: `${role}-${n}` }));
  const all = [...of('agent', racersOf.agents), ...of('supervisor', racersOf.supervisors)];
  return Promise.all(
    all.map(async ({ role, agentId }): Promise<Racer> => {
      await desk.ask('POST', '/v1/agents', { json: { id: agentId, name: agentId } });
      for (const team of teams) await desk.ask('PUT', `/v1/teams/${team}/members/${agentId}`);
      const { told } = await desk.ask<{ secret: string }>('POST', '/v1/keys', {
        json: { role, label: agentId, agentId },
      });
      return { agentId, key: told.secret, isSupervisor: role === 'supervisor' };
    }),
  );
}

async function ticketsOf(desk: SmallDesk): Promise<readonly string[]> {
  const address = { kind: 'email', address: 'help@desk.example' };
  await desk.ask('PUT', '/v1/inboxes/help', { json: address });
  for (const [n, [from, subject]] of letters.entries()) {
    const bytes = mail(`${from}@home.example`, `m${n}`, subject, 'where is it?');
    await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes });
  }
  await desk.settled();
  const { told } = await desk.ask<{ tickets: { ticketId: string }[] }>('GET', '/v1/queue');
  return told.tickets.map(({ ticketId }) => ticketId);
}

async function shownOf(desk: SmallDesk, ticketId: string): Promise<Shown> {
  const card = await desk.ask<{ ticket: Shown['card'] }>('GET', `/v1/tickets/${ticketId}`);
  const spans = await desk.ask<{ spans: Shown['spans'] }>('GET', `/v1/tickets/${ticketId}/spans`);
  return { card: card.told.ticket, spans: spans.told.spans };
}

describe('thirty-two at the same few tickets', () => {
  const chance = new Chance(seedOfRun());
  const shown = new Map<string, Shown>();
  const lives = new Map<string, Life>();
  let asked: readonly Asked[] = [];
  let plain: PlainDesk;
  let remove: () => Promise<void>;

  beforeAll(
    async () => {
      const folder = await deskFolder();
      remove = () => folder.remove();
      const desk = await SmallDesk.start(folder.settings);
      const [racers, ticketIds] = [await hire(desk), await ticketsOf(desk)];
      const end = performance.now() + seconds * 1000;
      const goesOn = (round: number) => (seconds > 0 ? performance.now() < end : round < rounds);
      asked = await run({ desk, racers, ticketIds, teams, goesOn }, chance);
      await desk.settled();
      for (const ticketId of ticketIds) shown.set(ticketId, await shownOf(desk, ticketId));
      await desk.stop();
      plain = new PlainDesk(folder.settings.dataDir);
      for (const ticketId of ticketIds) lives.set(ticketId, lifeOf(ticketId, plain.events()));
    },
    (seconds + 120) * 1000,
  );
  afterAll(() => remove());

  it(`each command is carried out or refused by the rules (FAULTS_SEED=${chance.seed})`, () => {
    const others = asked.filter(({ status }) => status !== 200 && status !== 409);
    expect(others).toEqual([]);
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  it('no ticket has two owners at a time, and nobody gives away what they do not have', () => {
    expect(lives.size).toBe(letters.length);
    expect([...lives.values()].flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('whoever was told yes has one fact of their own in the log, and whoever was told no, was told who had it then', () =>
    expect(contradictions(asked, plain.events(), lives)).toEqual([]));

  it('card and spans of each ticket tell the life that stands in the log', () => {
    for (const [ticketId, life] of lives) {
      const told = shown.get(ticketId);
      const { state, owner, team } = life.stretches.at(-1) ?? { state: '', owner: '', team: '' };
      expect(told?.card).toMatchObject({ state, assigneeId: owner, teamId: team });
      expect(told?.spans).toMatchObject(spansOf(life).map(({ owner: assigneeId, team: teamId, ...span }) => ({ ...span, assigneeId, teamId }))); // prettier-ignore
    }
  });
});
