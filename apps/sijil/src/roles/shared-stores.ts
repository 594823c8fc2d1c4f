import type { Settings } from '#settings';
import { StoresNotShared } from './roles.errors.js';

const shared = { LOG_URL: 'logUrl', DESK_URL: 'deskUrl', KEYS_URL: 'keysUrl', READ_URL: 'readUrl' } as const;

/** Whether a store lies in files that one process holds. */
export const isHeldByOne = (url: string): boolean => url.startsWith('sqlite:') || url.startsWith('memory:');

/** Processes of a desk meet in its stores and nowhere else. Errors: `StoresNotShared`. */
export function mustBeShared(role: string, settings: Settings): void {
  const held = Object.entries(shared).filter(([, name]) => isHeldByOne(settings[name]));
  if (held.length > 0) throw new StoresNotShared(role, held.map(([name]) => name)); // prettier-ignore
}
