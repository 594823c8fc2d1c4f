import { setTimeout as pause } from 'node:timers/promises';
import type { Door, Parse } from '#application';

/** Share of the thread's time in use from which on it has none to spare. */
const fullyUsed = 0.9;
/** Envelopes a millisecond below which the door needs so little that nobody has to rest for it. */
const worthResting = 0.2;
/** Pressure is judged over no less than this, in milliseconds. */
const shortestLook = 20;
/** While the door is pressed the intake works a tenth of the time. */
const restPerWork = 9;
const longestRest = 1_000;
/** A rush may last so long, in milliseconds; whatever goes on is no rush, and then both share the machine again. */
const longestRush = 10_000;

/** The thread as this class sees it; a test has its own. */
export interface Thread {
  /** Milliseconds that only rise. */
  readonly now: () => number;
  /** Share of the time since it was last asked in which the thread had work, 0 to 1. */
  readonly used: () => number;
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

  constructor(private readonly thread: Thread = thisThread()) {
    this.lookedAt = this.workedFrom = thread.now();
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
    const now = this.thread.now();
    const looked = now - this.lookedAt;
    if (looked < shortestLook) return undefined;
    const isPressed = this.thread.used() >= fullyUsed && this.kept / looked >= worthResting;
    this.kept = 0;
    this.lookedAt = now;
    this.rushFrom = isPressed ? (this.rushFrom ?? now) : undefined;
    if (this.rushFrom !== undefined && now - this.rushFrom <= longestRush) return this.rest(now - this.workedFrom);
    this.workedFrom = now;
    return undefined;
  }

  private rest(worked: number): Promise<void> {
    this.resting = this.thread.rest(Math.min(restPerWork * worked, longestRest)).then(() => {
      this.resting = undefined;
      this.workedFrom = this.thread.now();
    });
    return this.resting;
  }
}

function thisThread(): Thread {
  let last = performance.eventLoopUtilization();
  const used = () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
  return { now: () => performance.now(), used, rest: (milliseconds) => pause(milliseconds) };
}
