import { FeedThread } from '../../../apps/sijil/src/feed/feed-thread.js';
import { PositionTokens } from '../../../apps/sijil/src/positions/position-tokens.js';
import { openApi } from '../../../apps/api/testing/index.js';
import { readSettings } from '#settings';
import { serveTask } from './child-program.js';

/** The api and its feed over a log that is there, without the rest of a desk. */
export interface ServeFeed {
  readonly dataDir: string;
}
export interface ServedFeed {
  readonly url: string;
  /** Secret of a key that sees clear fields only. */
  readonly analyst: string;
  /** Secret of a key for which texts are opened. */
  readonly admin: string;
}

serveTask(async ({ dataDir }: ServeFeed): Promise<ServedFeed> => {
  const { logUrl, keysUrl, blobUrl, deskUrl, leaseSeconds } = readSettings({ DATA_DIR: dataDir });
  const stores = { logUrl, keysUrl, blobUrl, deskUrl, leaseSeconds };
  const beginning = { ...stores, deskId: 'bench', epoch: 1, privateAddresses: false };
  const thread = new FeedThread({ beginning, desk: {}, onFault: (where, fault) => console.error(where, fault) });
  const api = await openApi({ parts: { feed: thread, positions: new PositionTokens('bench', 1, 'log') } });
  process.once('disconnect', () => void api.close().then(() => thread.stop()));
  return { url: api.url, analyst: await api.key('analyst'), admin: await api.key('admin') };
});
