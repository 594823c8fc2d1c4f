import type { Foundation } from '../foundation/index.js';
import { reachOf } from '../webhooks/webhooks-of.js';
import { FeedThread } from './feed-thread.js';

/** The feed, and the deliveries to webhooks that read it. */
export function feedOf({ settings, identity, stores, onFault }: Foundation): FeedThread {
  const { logUrl, keysUrl, blobUrl, deskUrl, leaseSeconds } = settings;
  const beginning = { logUrl, keysUrl, blobUrl, deskUrl, leaseSeconds, ...identity, ...reachOf(settings) };
  return new FeedThread({ beginning, desk: stores.desk, onFault });
}
