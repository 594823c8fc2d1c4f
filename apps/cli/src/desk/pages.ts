import type { QueueAnswer, Timeline, TicketView, VolumeFigure } from '#queries';
import type { DeskClient, Query } from './desk-client.js';

/** Something that could not be read, as the api tells it. */
export interface Quarantined {
  readonly inbox: string;
  /** The envelope's token, as its connector got it. */
  readonly envelope: string;
  /** Where in the envelope; empty for all of it. */
  readonly item: string;
  readonly reason: string;
  readonly detail: string;
  readonly lane: string;
  readonly parser: string;
  readonly quarantinedAt: string;
}

/** A page of a list. */
export interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly next?: string;
}

/** Answers as they travel: positions are tokens. */
export type QueueOverHttp = QueueAnswer & { readonly position: string };
export type TimelineOverHttp = Timeline & { readonly position: string };
export type TicketOverHttp = TicketView & { readonly position: string };
export type VolumeOverHttp = { readonly figures: readonly VolumeFigure[]; readonly position: string };

/** Every row of a list, page by page. */
export async function* allOf<Row>(desk: DeskClient, path: string, query: Query = {}): AsyncGenerator<Row, void> {
  let after: string | undefined;
  do {
    const page: ListPage<Row> = await desk.get<ListPage<Row>>(path, { limit: 200, ...query, after });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
