import type { Settings } from './read-settings.js';

/** Where a replay makes pages of its own: beside the live ones. They can be thrown away at any time. */
export const scratchUrlOf = ({ readUrl }: Pick<Settings, 'readUrl'>): string => `${readUrl}-scratch`;
