import type { DeskStatus } from '#apps/api';
import type { DeskStore } from '#desk-store';
import type { DeskIdentity } from '../identity.js';
import { partsLost } from '../operations/accepted-restores.js';
import type { Stores } from '../stores/stores.js';

/** How far the pages of each kind are. */
export interface Copied {
  readonly pages: () => Promise<bigint>;
  readonly kpis: () => Promise<bigint>;
}

/** Asked again each time, but for what only a start can change. */
export async function statusThrough(
  identity: DeskIdentity,
  stores: Stores,
  copied: Copied,
): Promise<() => Promise<DeskStatus>> {
  const lost = await partsLost(stores.desk.facts);
  return async () => ({ ...(await statusOf(identity, stores, copied)), partsLost: lost });
}

async function statusOf(
  { deskId, epoch }: DeskIdentity,
  { desk, log }: Stores,
  copied: Copied,
): Promise<Omit<DeskStatus, 'partsLost'>> {
  const lane = async (name: 'live' | 'bulk') => laneStatus(desk, name);
  const [pages, kpis] = await Promise.all([copied.pages(), copied.kpis()]);
  const [{ position }, live, bulk] = await Promise.all([log.head(), lane('live'), lane('bulk')]);
  const progress = { position: String(position), pages: String(pages), kpis: String(kpis) };
  return { deskId, epoch, ...progress, lanes: { live, bulk } };
}

async function laneStatus({ inbound, sequencer }: DeskStore, lane: 'live' | 'bulk') {
  const [head, read] = await Promise.all([inbound.head(lane), sequencer.checkpoint(lane)]);
  return { head: String(head), read: String(read) };
}
