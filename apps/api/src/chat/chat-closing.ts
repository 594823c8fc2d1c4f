/** Why the server closes a chat socket. 1009 (frame too large) and 1007 (not UTF-8) come from the protocol itself. */
export const chatClosing = {
  /** The server is going away: come back, here or elsewhere. */
  goingAway: 1001,
  /** Chat frames are text. */
  notText: 1003,
  /** The first frame was no hello, or none came in time. */
  noHello: 1008,
  /** The inbox cannot verify anybody yet: its secret is not set on the server. */
  tryLater: 1013,
  /** The token is forged, of another inbox, or too old: get a new one first. */
  tokenRefused: 4401,
} as const;
