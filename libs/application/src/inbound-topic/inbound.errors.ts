/** A record on the inbound topic is no CloudEvent 1.0 in binary form. */
export class NotACloudEvent extends Error {
  readonly code = 'INBOUND.NOT_A_CLOUDEVENT';
}

/** It does not say which inbox it is for. */
export class InboxNotNamed extends Error {
  readonly code = 'INBOUND.INBOX_NOT_NAMED';
  constructor() {
    super('the header ce_inbox names no inbox');
  }
}

/** It asks for a lane there is not. */
export class InboundLaneUnknown extends Error {
  readonly code = 'INBOUND.LANE_UNKNOWN';
  constructor() {
    super('the header ce_lane is "live" or "bulk", or absent');
  }
}

/** It is larger than an envelope may be. */
export class InboundTooLarge extends Error {
  readonly code = 'INBOUND.TOO_LARGE';
  constructor(readonly maxBytes: number) {
    super(`an envelope holds at most ${maxBytes} bytes`);
  }
}

/** What connectors produced was taken from the topic before the desk had read it. */
export class InboundLost extends Error {
  readonly code = 'INBOUND.LOST';
  constructor(
    readonly partition: number,
    /** Offset of the first record that is gone. */
    readonly from: bigint,
    /** Offset of the first that is left. */
    readonly left: bigint,
  ) {
    super(`partition ${partition} begins at offset ${left}; read was up to ${from}: what lay between is gone`);
  }
}
