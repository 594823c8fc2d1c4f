import { performance } from 'node:perf_hooks';
import type { Rush } from '#application';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/** How often it looks, in milliseconds: a rush is noticed before it has filled anything. */
const everyMs = 100;
/**
 * From which share of its time at work on the door has its hands full: where all cores are taken it spends the rest waiting
 * for one, or for what was written to be durable. A thousand messages a second take less than a third.
 */
const pressedFrom = 0.5;
/** Under which name threads that begin later find it. */
const name = 'sijil: door pressure';
/** Who has a flag of their own there. */
const [door, intake] = [0, 1];

/**
 * Whether the thread this lives on, the door's, has its hands full. The threads it begins from then on see that in shared
 * memory: asking costs them nothing, and the door no time.
 */
export class DoorPressure {
  private readonly flags = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  private last = performance.eventLoopUtilization();
  private readonly timer = setInterval(() => this.look(), everyMs).unref();

  constructor() {
    setEnvironmentData(name, this.flags);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    Atomics.store(this.flags, door, 0);
  }

  private look(): void {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.last);
    this.last = now;
    Atomics.store(this.flags, door, Number(utilization >= pressedFrom));
  }
}

/** What the intake hears of the door, and tells who comes after it; never a rush where there is no door. */
export function rushBesideTheDoor(): Rush {
  const flags = flagsHere();
  return {
    doorIsPressed: () => Atomics.load(flags, door) === 1,
    tellFarBehind: (isFarBehind) => void Atomics.store(flags, intake, Number(isFarBehind)),
  };
}

/** Asks whether messages wait, at the door or behind it: who is waited for by nobody lets them go first. */
export function messagesWait(): () => boolean {
  const flags = flagsHere();
  return () => Atomics.load(flags, door) === 1 || Atomics.load(flags, intake) === 1;
}

/** Asks whether what was kept piles up faster than the intake takes it; never so before a door was opened. */
export const isFarBehind = (): boolean => Atomics.load(flagsHere(), intake) === 1;

function flagsHere(): Int32Array {
  const flags = getEnvironmentData(name);
  return flags instanceof Int32Array ? flags : new Int32Array(2);
}
