import type { Settings } from './read-settings.js';

type Places = Pick<Settings, 'readUrl'>;

/** Where a replay makes pages of its own: beside the live ones. They can be thrown away at any time. */
export const scratchUrlOf = ({ readUrl }: Places): string =>
  isFolder(readUrl) ? `${readUrl}-scratch` : onShelf(readUrl, 'scratch');

/** Where the pages of KPIs lie: beside the desk’s, with a checkpoint of their own. */
export const kpiUrlOf = ({ readUrl }: Places): string =>
  isFolder(readUrl) ? `${readUrl}/kpi` : onShelf(readUrl, 'kpis');

const isFolder = (url: string): boolean => url.startsWith('sqlite:');

/** A shelf of its own in the same database. */
function onShelf(url: string, shelf: string): string {
  const address = new URL(url);
  address.searchParams.set('shelf', shelf);
  return address.href;
}
