import type { Piece, Unsent } from './piece.js';
import type { KeptPiece, PieceResult } from './push.js';

/** Pieces whose origin is remembered, so that what is quarantined can be told by file and place. */
const mostRemembered = 200_000;
/** Refusals told one by one; the rest is a number. */
const mostTold = 1_000;

/** What became of an import so far. Bounded, however much is imported. */
export class Tally {
  read = 0;
  taken = 0;
  repeated = 0;
  refused = 0;
  /** The first of the refused. */
  readonly refusals: Unsent[] = [];
  private readonly origins = new Map<string, Omit<Piece, 'bytes'>>();

  count(results: readonly PieceResult[]): void {
    for (const result of results) {
      this.read += 1;
      if ('code' in result) this.refuse({ source: result.piece.source, code: result.code, detail: result.detail });
      else this.keep(result);
    }
  }

  /** Something that was not even sent. */
  countUnsent(unsent: Unsent): void {
    this.read += 1;
    this.refuse(unsent);
  }

  /** Where an envelope came from, if it came from here. */
  originOf(envelope: string): Omit<Piece, 'bytes'> | undefined {
    return this.origins.get(envelope);
  }

  private keep({ envelope, repeated, piece: { bytes: _, ...origin } }: KeptPiece): void {
    if (repeated) this.repeated += 1;
    else this.taken += 1;
    if (this.origins.size < mostRemembered) this.origins.set(envelope, origin);
  }

  private refuse(refusal: Unsent): void {
    this.refused += 1;
    if (this.refusals.length < mostTold) this.refusals.push(refusal);
  }
}
