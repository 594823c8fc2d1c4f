import { DeskRefusal } from '../desk/index.js';
import type { DeskClient } from '../desk/index.js';
import { Batch } from './batch.js';
import type { Piece } from './piece.js';

/** What the door said to one piece. */
export type PieceResult = KeptPiece | { readonly piece: Piece; readonly code: string; readonly detail: string };

/** A piece that is durable. */
export interface KeptPiece {
  readonly piece: Piece;
  /** The token of its envelope. */
  readonly envelope: string;
  /** It was there before. */
  readonly repeated: boolean;
}

type Line =
  { readonly envelope: string; readonly repeated: boolean } | { readonly code: string; readonly detail: string };

/**
 * Pushes pieces through the bulk lane. The door names an envelope by its bytes, so the same piece twice changes nothing.
 * Errors: those of `DeskClient`; what is wrong with one piece is its result.
 */
export class Push {
  private batch = new Batch();

  constructor(
    private readonly door: DeskClient,
    private readonly inbox: string,
  ) {}

  /** Takes a piece; answers results of those that went out. */
  async add(piece: Piece): Promise<readonly PieceResult[]> {
    if (!Batch.takes(piece)) return [await this.alone(piece)];
    if (this.batch.add(piece)) return [];
    const results = await this.rest();
    this.batch.add(piece);
    return results;
  }

  /** Sends what is still gathered. */
  async rest(): Promise<readonly PieceResult[]> {
    const { pieces, body } = this.batch;
    this.batch = new Batch();
    if (pieces.length === 0) return [];
    const headers = { 'content-type': 'application/x-ndjson', lane: 'bulk' };
    const { answer } = await this.door.send<{ results: readonly Line[] }>(this.path('envelopes/batch'), {
      body,
      headers,
    });
    return answer.results.map((line, n) => ({ piece: pieces[n] as Piece, ...line }));
  }

  private async alone(piece: Piece): Promise<PieceResult> {
    const headers = { 'content-type': piece.contentType, lane: 'bulk' };
    try {
      const { answer } = await this.door.send<{ envelope: string; repeated: boolean }>(this.path('envelopes'), {
        body: piece.bytes,
        headers,
      });
      return { piece, ...answer };
    } catch (error) {
      if (!(error instanceof DeskRefusal) || error.status !== 413) throw error;
      return { piece, code: error.code, detail: error.message };
    }
  }

  private path(route: string): string {
    return `/v1/inboxes/${encodeURIComponent(this.inbox)}/${route}`;
  }
}
