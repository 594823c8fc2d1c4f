import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CrowdedDesk } from '../load/crowded-desk.process.js';
import { crowdAgents, crowdInboxes, crowdTeams, teamOf } from '../load/crowd-story.js';
import type { Crowd } from '../load/crowd-story.js';
import { cloudBody } from '../load/samples.js';
import { runProgram } from './child-program.js';
import type { RebuildTask } from './rebuild.process.js';
import { withDesk } from './serving-desk.js';
import type { ServingDesk } from './serving-desk.js';

const crowdedDesk = new URL('../load/crowded-desk.process.js', import.meta.url);
const rebuild = new URL('./rebuild.process.js', import.meta.url);
const withinSeconds = 1_800;

/** The folder of a desk at work: its log written, pages and KPIs copied from it, agents in their teams. */
export async function makeCrowdedDesk(crowd: Crowd, within = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(within, 'sijil-bench-crowd-'));
  await runProgram(crowdedDesk, { dataDir: folder, ...crowd } satisfies CrowdedDesk, { withinSeconds });
  const pages: RebuildTask = { dataDir: folder, pagesDir: join(folder, 'pages') };
  await runProgram(rebuild, pages, { withinSeconds });
  await withDesk(folder, settleIn);
  return folder;
}

/**
 * One that is only read, and may be read again: it stays in `keep`, where one is named, and is made if it is not there.
 * Answers its folder, and what takes it away if nobody keeps it.
 */
export async function readCrowdedDesk(
  crowd: Crowd,
  keep: string | undefined,
): Promise<readonly [string, () => Promise<void>]> {
  if (keep !== undefined) return [await keptCrowdedDesk(crowd, keep), () => Promise.resolve()];
  const folder = await makeCrowdedDesk(crowd);
  return [folder, () => rm(folder, { recursive: true, force: true })];
}

/** Moved to its place when it is whole. */
async function keptCrowdedDesk(crowd: Crowd, keep: string): Promise<string> {
  const kept = join(keep, `crowd-${crowd.tickets}-${crowd.messages}`);
  if (existsSync(kept)) return kept;
  await mkdir(keep, { recursive: true });
  await rename(await makeCrowdedDesk(crowd, keep), kept);
  return kept;
}

/** The same for one work, and away with it. */
export async function withCrowdedDesk<Result>(
  crowd: Crowd,
  work: (desk: ServingDesk) => Promise<Result>,
): Promise<Result> {
  const folder = await makeCrowdedDesk(crowd);
  try {
    return await withDesk(folder, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Hires the agents. A first envelope brings the look-up index up to date, so that no later start has to. */
async function settleIn(desk: ServingDesk): Promise<void> {
  for (const team of crowdTeams) await desk.write('POST', '/v1/teams', { id: team, name: team });
  for (const [n, agent] of crowdAgents.entries()) {
    await desk.write('POST', '/v1/agents', { id: agent, name: `Agent ${n}` });
    await desk.write('PUT', `/v1/teams/${teamOf(n)}/members/${agent}`, {});
  }
  for (const inbox of crowdInboxes) await desk.connectInbox(inbox, 'web-chat');
  await desk.connectInbox('whatsapp', 'whatsapp-cloud');
  await desk.write('POST', '/v1/inboxes/whatsapp/envelopes', JSON.parse(cloudBody(0).toString()) as object);
  await desk.settled();
}
