/** A token of another desk or epoch, or no token at all. */
export class PositionUnreadable extends Error {
  readonly code = 'POSITION.UNREADABLE';
  constructor(reason: string) {
    super(`this is no position of this desk: ${reason}`);
  }
}

/**
 * Positions as the world sees them: opaque text that names desk, epoch and place, so that a token from before a restore,
 * or from another desk, is refused loudly instead of meaning another place.
 */
export class PositionTokens {
  constructor(
    private readonly deskId: string,
    private readonly epoch: number,
    /** What is counted: the log, or the inbound log. */
    private readonly series: 'log' | 'inbound',
  ) {}

  write(position: bigint): string {
    return Buffer.from(`${this.series} ${this.deskId} ${this.epoch} ${position}`).toString('base64url');
  }

  /** Errors: `PositionUnreadable`. */
  read(token: string): bigint {
    const [series, deskId, epoch, position, ...rest] = Buffer.from(token, 'base64url').toString().split(' ');
    if (rest.length > 0 || position === undefined || !/^\d{1,18}$/.test(position))
      throw new PositionUnreadable('malformed');
    if (series !== this.series) throw new PositionUnreadable(`it counts "${series}", not "${this.series}"`);
    if (deskId !== this.deskId) throw new PositionUnreadable('it is of another desk');
    if (epoch !== String(this.epoch))
      throw new PositionUnreadable('it is of another epoch: this desk was restored since');
    return BigInt(position);
  }
}
