import type { Person, QueueAnswer, Suggestions, Timeline, TicketView, VolumeFigure } from '#queries';
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

/** Answers as they travel: positions are tokens. */
export type QueueOverHttp = QueueAnswer & { readonly position: string };
export type TimelineOverHttp = Timeline & { readonly position: string };
export type TicketOverHttp = { readonly ticket: TicketView; readonly position: string };
export type PersonOverHttp = Person & { readonly position: string };
export type SuggestionsOverHttp = Suggestions & { readonly position: string };
export type VolumeOverHttp = { readonly figures: readonly VolumeFigure[]; readonly position: string };

/** A page of what lies in quarantine. */
export interface QuarantineOverHttp {
  readonly refused: readonly Quarantined[];
  readonly next?: string;
}

/** Everything in quarantine, last first, page by page. */
export async function* quarantinedAt(desk: DeskClient, query: Query = {}): AsyncGenerator<Quarantined, void> {
  let cursor: string | undefined;
  do {
    const page = await desk.get<QuarantineOverHttp>('/v1/quarantine', { limit: 200, ...query, cursor });
    yield* page.refused;
    cursor = page.next;
  } while (cursor !== undefined);
}
