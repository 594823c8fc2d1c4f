import type { DeskStatus } from '#apps/api';
import type { DeskStore } from '#desk-store';
import type { DeskIdentity } from '../identity.js';
import { partsLost } from '../operations/accepted-restores.js';
import type { Stores } from '../stores/stores.js';

/** Asked again each time, but for what only a start can change. */
export async function statusThrough(
  identity: DeskIdentity,
  stores: Stores,
  live: { readonly position: bigint },
): Promise<() => Promise<DeskStatus>> {
  const lost = await partsLost(stores.desk.facts);
  return async () => ({ ...(await statusOf(identity, stores, () => live.position)), partsLost: lost });
}

async function statusOf(
  { deskId, epoch }: DeskIdentity,
  { desk, log }: Stores,
  pages: () => bigint,
): Promise<Omit<DeskStatus, 'partsLost'>> {
  const lane = async (name: 'live' | 'bulk') => laneStatus(desk, name);
  const [head, live, bulk] = await Promise.all([log.head(), lane('live'), lane('bulk')]);
  const position = String(head.position);
  return { deskId, epoch, position, pages: String(pages()), lanes: { live, bulk } };
}

async function laneStatus({ inbound, sequencer }: DeskStore, lane: 'live' | 'bulk') {
  const [head, read] = await Promise.all([inbound.head(lane), sequencer.checkpoint(lane)]);
  return { head: String(head), read: String(read) };
}
