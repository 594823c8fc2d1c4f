import type { PersonOverHttp, SuggestionsOverHttp } from '../desk/index.js';
import type { Column } from '../terminal/index.js';

type Suggested = SuggestionsOverHttp['suggestions'][number];
type Dismissed = SuggestionsOverHttp['dismissed'][number];
type Handle = PersonOverHttp['handles'][number];
type Link = PersonOverHttp['links'][number];

/** What a person is reached at, file by file. */
export const handleColumns: readonly Column<Handle>[] = [
  { title: 'file', of: ({ customerId }) => customerId },
  { title: 'kind', of: ({ kind }) => kind },
  { title: 'handle', of: ({ handle, erased }) => (erased ? '(erased)' : handle) },
  { title: 'speaks for', of: ({ class: speaksFor }) => (speaksFor === 'personal' ? '' : speaksFor) },
  { title: 'since', of: ({ claimedAt }) => claimedAt },
];

/** What joins the files of a person. */
export const linkColumns: readonly Column<Link>[] = [
  { title: 'file', of: ({ customerId }) => customerId },
  { title: 'and', of: ({ otherId }) => otherId },
  { title: 'because', of: ({ because }) => (because === 'agent' ? 'an agent said so' : 'the channel said so') },
  { title: 'since', of: ({ linkedAt }) => linkedAt },
];

/** A reason, in the row of whom it speaks for. */
export interface ReasonRow {
  readonly who: string;
  readonly reason: Suggested['reasons'][number];
}

/** Every reason, the likeliest people first; who it is stands with the first. */
export const reasonRows = (suggestions: readonly Suggested[]): readonly ReasonRow[] =>
  suggestions.flatMap(({ customerIds, reasons }) =>
    reasons.map((reason, place) => ({ who: place === 0 ? customerIds.join(', ') : '', reason })),
  );

/** Who else may be the same person, and what speaks for it. */
export const reasonColumns: readonly Column<ReasonRow>[] = [
  { title: 'may be', of: ({ who }) => who, most: 64 },
  { title: 'because', of: ({ reason }) => reason.because },
  { title: 'here', of: ({ reason }) => reason.here },
  { title: 'there', of: ({ reason }) => reason.there },
  { title: 'held by', of: ({ reason }) => reason.heldBy },
];

/** Who was said to be somebody else. */
export const dismissedColumns: readonly Column<Dismissed>[] = [
  { title: 'is not', of: ({ otherId }) => otherId },
  { title: 'though', of: ({ likenesses }) => likenesses.join(', '), most: 64 },
  { title: 'said', of: ({ dismissedAt }) => dismissedAt },
];
