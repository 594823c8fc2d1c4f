/** What was looked at, how it is, and what to do about it. */
export interface HealthFinding {
  readonly what: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly found: string;
  /** What to do; empty where nothing is. */
  readonly hint: string;
}

export const ok = (what: string, found: string): HealthFinding => ({ what, state: 'ok', found, hint: '' });
export const warn = (what: string, found: string, hint: string): HealthFinding => ({
  what,
  state: 'warn',
  found,
  hint,
});
export const fail = (what: string, found: string, hint: string): HealthFinding => ({
  what,
  state: 'fail',
  found,
  hint,
});
