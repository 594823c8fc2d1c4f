/** How a terminal shows instants: in which zone. */
export interface Zone {
  readonly timeZone: string;
}

/** `2026-03-02 09:12` */
export const dayAndTime = (instant: string, { timeZone }: Zone): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));

/** How long something has lasted: `3 d`, `5 h`, `12 min`. */
export function lasting(since: string, now: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / (24 * 60))} d`;
}
