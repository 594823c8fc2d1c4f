import { demoDay } from '../plan/setting.js';

const day = 24 * 3_600_000;
const midnight = Date.parse(`${demoDay}T00:00:00.000Z`);

/** What is asked about the day: everything late that came with it belongs to it. */
export const dayRange = {
  from: new Date(midnight - 7 * day).toISOString(),
  to: new Date(midnight + 2 * day).toISOString(),
} as const;
