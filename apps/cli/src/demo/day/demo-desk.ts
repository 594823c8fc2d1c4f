import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '#settings';
import type { Environment } from '#settings';
import { DeskClient } from '../../desk/index.js';
import { demoAgents, demoInboxes, demoSecrets, opensAt, timeOfDay } from '../plan/setting.js';
import { Doors } from '../roads/doors.js';
import { AgentAtWork } from './agent-turn.js';
import { DayClock } from './day-clock.js';

/** A desk on empty stores, with its inboxes connected and its agents at work. */
export interface DemoDesk {
  /** With an admin's key. */
  readonly desk: DeskClient;
  readonly doors: Doors;
  readonly agents: ReadonlyMap<string, AgentAtWork>;
  readonly clock: DayClock;
}

/** Whose day it is, and where. */
export interface DemoPlace {
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Settings of stores that lie elsewhere; those stay as they are in the end. */
  readonly stores?: Environment | undefined;
}

/** Starts a desk in a temporary folder for as long as `work` takes; nothing of it is left. */
export async function withDemoDesk<Result>(
  { seed, signal, stores }: DemoPlace,
  work: (demo: DemoDesk) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'sijil-demo-'));
  const { startDesk } = await import('#apps/sijil');
  const clock = new DayClock(new Date(timeOfDay(opensAt)).toISOString());
  const settings = readSettings({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error', ...stores });
  Object.assign(process.env, demoSecrets);
  const running = await startDesk({ settings, clock });
  try {
    const desk = new DeskClient(running.url, running.adminKey, signal);
    const agents = await settledIn(desk, seed);
    const doors = new Doors(await connectorTo(desk));
    return await work({ desk, doors, agents, clock }).finally(() => doors.close());
  } finally {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The world outside, as the doors know it: a connector that may push to every inbox, and nothing else. */
async function connectorTo(desk: DeskClient): Promise<DeskClient> {
  const inboxes = Object.values(demoInboxes).map(({ id }) => id);
  const body = { role: 'connector', label: 'the world outside', inboxes };
  const { secret } = await desk.post<{ readonly secret: string }>('/v1/keys', body);
  return desk.as(secret);
}

/** Inboxes first, then a key for each agent. */
async function settledIn(desk: DeskClient, seed: number): Promise<ReadonlyMap<string, AgentAtWork>> {
  for (const inbox of Object.values(demoInboxes)) await desk.post('/v1/inboxes', inbox);
  const agents = new Map<string, AgentAtWork>();
  for (const agentId of demoAgents) {
    const body = { role: 'agent', label: `desk of ${agentId}`, agentId };
    const { secret } = await desk.post<{ secret: string }>('/v1/keys', body);
    agents.set(agentId, new AgentAtWork(desk.as(secret), agentId, seed));
  }
  return agents;
}
