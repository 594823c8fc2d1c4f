/** Zones with odd offsets and two days each on which their clocks change; where they change no more, when they did. */
export const clockChanges: readonly (readonly [zone: string, days: readonly [string, string]])[] = [
  ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04']],
  ['Australia/Adelaide', ['2026-04-05', '2026-10-04']],
  ['Asia/Kathmandu', ['1986-01-01', '2026-05-01']],
  ['Asia/Tehran', ['2022-03-22', '2022-09-22']],
  ['America/St_Johns', ['2026-03-08', '2010-11-07']],
  ['America/Havana', ['2026-03-08', '2026-11-01']],
  ['America/Caracas', ['2007-12-09', '2016-05-01']],
  ['Africa/Casablanca', ['2026-02-15', '2026-03-22']],
  ['Africa/Cairo', ['2026-04-24', '2026-10-30']],
  ['Pacific/Chatham', ['2026-04-05', '2026-09-27']],
  ['Pacific/Apia', ['2011-09-24', '2011-12-31']],
  ['Antarctica/Troll', ['2026-03-29', '2026-10-25']],
];
