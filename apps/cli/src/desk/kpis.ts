import type { DefinitionTold, Disagreement, KpiFigure, Restatement } from '#kpi';

/** Figures as they travel: positions are tokens. */
export interface FiguresOverHttp {
  readonly definition: DefinitionTold;
  readonly figures: readonly KpiFigure[];
  readonly position: string;
}

/** The same, and what a proof says of it. */
export interface ProvenOverHttp extends FiguresOverHttp {
  /** Raw events it was worked out from, in digits. */
  readonly events: string;
  readonly disagreements: readonly Disagreement[];
}

/** What figures were, what they are, and how many facts make the difference. */
export type RestatementOverHttp = Pick<Restatement, 'before' | 'after' | 'restated'> & { readonly position: string };
