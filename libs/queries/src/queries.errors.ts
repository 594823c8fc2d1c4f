/** A cursor that this list has not given out, or that was changed on the way. Begin again without one. */
export class BadCursor extends Error {
  readonly code = 'QUERY.BAD_CURSOR';
  constructor(readonly list: string) {
    super(`this is no cursor of ${list}`);
  }
}
