/**
 * A fact names a conversation or ticket its stream does not know at that point: the log is damaged, or facts were
 * folded out of their order. Folding on would build on sand, so it stops here.
 */
export class EventOutOfPlace extends Error {
  readonly code = 'CUSTOMER_FILE.EVENT_OUT_OF_PLACE';
  constructor(
    readonly customerId: string,
    /** Of the event that cannot follow. */
    readonly version: number,
    /** The conversation or ticket it names. */
    readonly names: string,
  ) {
    super(`event ${version} of customer ${customerId} names ${names}, which does not stand there`);
  }
}
