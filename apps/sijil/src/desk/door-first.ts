import { setTimeout as pause } from 'node:timers/promises';
import type { Door, Parse } from '#application';

/** Envelopes a millisecond from which on the door is pressed: twice what the intake of one machine comfortably reads. */
const pressing = 2;
/** Pressure is judged over no less than this, in milliseconds. */
const shortestLook = 20;
/** While the door is pressed the intake works a tenth of the time. */
const restPerWork = 9;
const longestRest = 1_000;
/** A rush may last so long, in milliseconds; whatever goes on is no rush, and then both share the machine again. */
const longestRush = 10_000;

/** Time as this class sees it; a test has its own. */
export interface Time {
  readonly now: () => number;
  readonly rest: (milliseconds: number) => Promise<unknown>;
}

/**
 * Lets the door go first in a rush. Door and intake share a thread, and who delivers waits for an answer while what was
 * kept can wait a moment: so the intake rests before it reads on. It never stops, and after ten seconds it rests no more.
 */
export class DoorFirst {
  private kept = 0;
  private lookedAt: number;
  private workedFrom: number;
  private rushFrom: number | undefined;
  private resting: Promise<void> | undefined;

  constructor(
    private readonly time: Time = { now: () => performance.now(), rest: (milliseconds) => pause(milliseconds) },
  ) {
    this.lookedAt = this.workedFrom = time.now();
  }

  /** The same door; what it keeps is counted. */
  counting(door: Pick<Door, 'keep'>): Pick<Door, 'keep'> {
    return {
      keep: (inbox, deliveries) => {
        this.kept += deliveries.length;
        return door.keep(inbox, deliveries);
      },
    };
  }

  /** The same parser; it waits while the door is pressed. */
  yielding(parse: Parse): Parse {
    return async (raw, inbox) => {
      await this.giveWay();
      return parse(raw, inbox);
    };
  }

  private giveWay(): Promise<void> | undefined {
    if (this.resting) return this.resting;
    const now = this.time.now();
    const looked = now - this.lookedAt;
    if (looked < shortestLook) return undefined;
    const isPressed = this.kept / looked > pressing;
    this.kept = 0;
    this.lookedAt = now;
    this.rushFrom = isPressed ? (this.rushFrom ?? now) : undefined;
    if (this.rushFrom !== undefined && now - this.rushFrom <= longestRush) return this.rest(now - this.workedFrom);
    this.workedFrom = now;
    return undefined;
  }

  private rest(worked: number): Promise<void> {
    this.resting = this.time.rest(Math.min(restPerWork * worked, longestRest)).then(() => {
      this.resting = undefined;
      this.workedFrom = this.time.now();
    });
    return this.resting;
  }
}
