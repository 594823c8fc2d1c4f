import type { SequencerStore } from '#desk-store';
import type { Incoming } from '../reading/incoming.js';

/** What the desk already knows about a batch: every look-up done at once. */
export interface KnownPlaces {
  /** Items that stand in the log. */
  readonly recorded: ReadonlySet<string>;
  /** Item → stream, from an earlier try. */
  readonly routes: ReadonlyMap<string, string>;
  /** Digest of a handle → customer. */
  readonly customers: ReadonlyMap<string, string>;
  /** Look-up key → conversation. */
  readonly conversations: ReadonlyMap<string, string>;
}

/** Everything the index knows about a batch. What stands in the log has a route: only those are asked for twice. */
export async function findPlaces(batch: readonly Incoming[], store: SequencerStore): Promise<KnownPlaces> {
  const routes = await store.routesOf(batch.map(({ key }) => key));
  const [recorded, customers, conversations] = await Promise.all([
    store.recorded([...routes.keys()]),
    store.customersOf(batch.flatMap(({ personal }) => personal.map(({ digest }) => digest))),
    store.conversationsOf(batch.flatMap(({ leads }) => leads.map(({ key }) => key))),
  ]);
  return { recorded, routes, customers, conversations };
}
