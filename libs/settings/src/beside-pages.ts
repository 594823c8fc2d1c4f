import type { Settings } from './read-settings.js';

type Places = Pick<Settings, 'readUrl' | 'dataDir'>;

/** Where a replay makes pages of its own: beside the live ones, always in files. They can be thrown away at any time. */
export const scratchUrlOf = (places: Places): string => `${filesOf(places)}-scratch`;

/**
 * Where the pages of KPIs lie: beside the desk's, always in files. Figures are reckoned where their roll-ups are read, by
 * code of ours that a database server does not run.
 */
export const kpiUrlOf = (places: Places): string => `${filesOf(places)}/kpi`;

/** The folder of pages; where they lie in a database, the one they would have without it. */
const filesOf = ({ readUrl, dataDir }: Places): string =>
  readUrl.startsWith('sqlite:') ? readUrl : `sqlite:${dataDir}/pages`;
