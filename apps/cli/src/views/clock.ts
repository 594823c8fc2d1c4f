/** How a terminal shows instants: in which zone. */
export interface Zone {
  readonly timeZone: string;
}

/** `02 Mar 09:12` */
export function dayAndTime(instant: string, { timeZone }: Zone): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return parts.format(new Date(instant)).replace(',', '');
}

/** How long something has lasted: `3 d`, `5 h`, `12 min`. */
export function lasting(since: string, now: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / (24 * 60))} d`;
}
