/** What connectors produce raw envelopes to. */
export const inboundTopic = (deskId: string): string => `${deskId}.inbound`;

/** Where those go that are none. */
export const deadLetterTopic = (deskId: string): string => `${deskId}.inbound.dlq`;

/** What the relay publishes recorded events to. */
export const eventsTopic = (deskId: string): string => `${deskId}.events`;

/** The group that takes what connectors produce. */
export const inboundGroup = (deskId: string): string => `${deskId}.door`;

/** The group of projectors that keep one version of a projection's pages. */
export const projectorGroup = (deskId: string, projection: string, version: number): string =>
  `${deskId}.${projection}.v${version}`;
