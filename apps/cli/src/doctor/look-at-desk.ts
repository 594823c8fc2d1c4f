import type { DeskStatus } from '#apps/api';
import type { ApiKey } from '#desk-store';
import type { Settings } from '#settings';
import { DeskClient, findRunningDesk, lagOf, statusOf } from '../desk/index.js';
import { ok, warn } from './finding.js';
import type { HealthFinding } from './finding.js';

/** Envelopes or events behind which a desk is not merely busy. */
const noticeable = 10_000;

/** The server that runs on these files, if one does: how far it is, and whether anybody can get in. */
export async function lookAtDesk({ dataDir }: Settings): Promise<readonly HealthFinding[]> {
  const running = await findRunningDesk(dataDir);
  if (!running) return [ok('server', 'none runs on these files')];
  const desk = new DeskClient(running.url, running.key);
  const status = await statusOf(desk);
  const { live, bulk, pages, kpis } = lagOf(status);
  const found = `live ${live}, bulk ${bulk}, pages ${pages}, kpis ${kpis}`;
  const isBehind = [live, pages, kpis].some((behind) => behind > noticeable);
  return [
    ok('server', `${running.url}, process ${running.pid}`),
    isBehind ? warn('lag', found, 'the desk is behind: look at its log for faults') : ok('lag', found),
    await keys(desk),
    ...lostParts(status),
  ];
}

/** What a restore lost is gone: nothing can be done about it but to know it. */
const lostParts = ({ partsLost }: DeskStatus): readonly HealthFinding[] =>
  partsLost === 0 ? [] : [ok('lost parts', `${partsLost} cannot be opened: a restore lost their keys`)];

async function keys(desk: DeskClient): Promise<HealthFinding> {
  const { keys } = await desk.get<{ keys: readonly ApiKey[] }>('/v1/keys');
  const valid = keys.filter(({ revokedAt }) => revokedAt === undefined);
  const found = `${valid.length} valid, ${valid.filter(({ role }) => role === 'admin').length} of an admin`;
  return valid.length > 0 ? ok('keys', found) : warn('keys', found, 'make one: sijil keys create');
}
