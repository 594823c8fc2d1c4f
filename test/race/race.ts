import type { SmallDesk } from '../../apps/sijil/testing/index.js';
import type { Chance } from '../faults/chance.js';

/** An agent at work, or a supervisor among them. */
export interface Racer {
  readonly agentId: string;
  readonly key: string;
  readonly isSupervisor: boolean;
}

/** A command as its racer saw it. */
export interface Asked {
  readonly commandId: string;
  readonly ticketId: string;
  readonly what: What;
  readonly agentId: string;
  /** The last position somebody had been answered with when it was sent: what it was judged on holds at least that. */
  readonly knowing: number;
  readonly answeredAt: string;
  readonly status: number;
  readonly told: Told;
}
export interface Told {
  /** What was written; nothing where it was so already. */
  readonly facts?: readonly string[] | Readonly<Record<string, string>>;
  readonly position?: string;
  readonly code?: string;
}

const ofAgents = [
  'claim',
  'claim',
  'claim',
  'release',
  'release',
  'hand-over',
  'resolution',
  'reopen',
  'reopen',
] as const;
const ofSupervisors = ['assign', 'hand-over'] as const;
type What = (typeof ofAgents)[number] | (typeof ofSupervisors)[number];

export interface Race {
  readonly desk: SmallDesk;
  readonly racers: readonly Racer[];
  readonly ticketIds: readonly string[];
  readonly teams: readonly string[];
  /** Whether there is another round for a racer who has run so many. */
  readonly goesOn: (rounds: number) => boolean;
}

/** Lets all racers loose on the same few tickets; each sends its next command when it has its answer. */
export async function run(race: Race, chance: Chance): Promise<readonly Asked[]> {
  const { desk, racers, ticketIds, teams, goesOn } = race;
  const asked: Asked[] = [];
  let known = 0;
  await Promise.all(racers.map(runOne));
  return asked;

  async function runOne({ agentId, key, isSupervisor }: Racer): Promise<void> {
    for (let round = 0; goesOn(round); round += 1) {
      const ticketId = chance.pick(ticketIds) ?? '';
      const what = chance.pick(isSupervisor ? ofSupervisors : ofAgents) ?? 'claim';
      const commandId = `${agentId}-${round}`;
      const knowing = known;
      const answer = await fetch(`${desk.url}/v1/tickets/${ticketId}/${what}`, {
        method: 'POST',
        headers: { ...desk.headers(key), 'idempotency-key': commandId, 'content-type': 'application/json' },
        body: JSON.stringify(bodyOf(what)),
      });
      const told = (await answer.json()) as Told;
      known = Math.max(known, placeOf(told.position));
      const answeredAt = new Date().toISOString();
      asked.push({ commandId, ticketId, what, agentId, knowing, answeredAt, status: answer.status, told });
    }
  }

  function bodyOf(what: What): object {
    if (what === 'assign') return { agentId: chance.pick(racers)?.agentId };
    return what === 'hand-over' ? { teamId: chance.pick(teams) } : {};
  }
}

/** The place a token names, read by hand; 0 where there is none. */
export const placeOf = (token = ''): number => Number(Buffer.from(token, 'base64url').toString().split(' ').at(-1));
