import type { Clock } from '#application';
import type { Instant } from '#domain';

/** The clock of a day that is lived in seconds: it stands where the plan has got to, and never runs backwards. */
export class DayClock implements Clock {
  private milliseconds: number;

  constructor(start: Instant) {
    this.milliseconds = Date.parse(start);
  }

  /** Time has come to at least this instant. */
  reach(instant: Instant): void {
    this.milliseconds = Math.max(this.milliseconds, Date.parse(instant));
  }

  now(): Instant {
    return new Date(this.milliseconds).toISOString();
  }
}
