import type { Piece } from './piece.js';

/** What one request may hold: see the door's batch route. */
const mostLines = 1_000;
const mostBytes = 8 * 1024 * 1024;
/** A piece that would fill a batch alone travels alone, as it is. */
const largestInBatch = 2 * 1024 * 1024;

/** Pieces gathered for one request. */
export class Batch {
  readonly pieces: Piece[] = [];
  private readonly lines: string[] = [];
  private size = 0;

  /** Whether a piece goes into any batch at all. */
  static takes({ bytes }: Piece): boolean {
    return bytes.length <= largestInBatch;
  }

  /** Adds a piece; `false` when it must go into the next batch. */
  add(piece: Piece): boolean {
    const line = lineOf(piece);
    const isFull = this.lines.length === mostLines || this.size + line.length > mostBytes;
    if (isFull && this.lines.length > 0) return false;
    this.pieces.push(piece);
    this.lines.push(line);
    this.size += line.length;
    return true;
  }

  /** NDJSON, as the door takes it. */
  get body(): string {
    return this.lines.join('');
  }
}

function lineOf({ bytes, contentType }: Piece): string {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return `${JSON.stringify({ contentType, bodyBase64: body })}\n`;
}
