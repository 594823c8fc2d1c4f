import { newStream } from '#event-log';
import type { StreamTip } from '#event-log';
import { openEventLog } from '#event-log/open';
import { batchLength, messageDraft, streamsOf } from './pg-rows.js';

/** What a program publishes. */
export interface Relays {
  readonly logUrl: string;
  readonly brokers: string;
  /** A topic that is not there yet is made after it: no two runs share one. */
  readonly deskId: string;
  readonly events: number;
}

/** What came of it. */
export interface Relayed {
  readonly perSecond: number;
  /** Processor time of the program for each event, in microseconds. */
  readonly cpu: number;
}

/** Partitions of the topic. */
export const partitions = 6;

/** Writes a log of so many messages to many customers. */
export async function writeLog(url: string, events: number): Promise<void> {
  const log = await openEventLog(url);
  const tips = new Map<string, StreamTip>();
  for (let turn = 0; turn * batchLength < events; turn += 1) {
    const streams = streamsOf(turn);
    const appends = streams.map((stream, at) => {
      const events = [messageDraft(stream, turn * batchLength + at)];
      return { stream, expected: tips.get(stream) ?? newStream, events };
    });
    const outcomes = await log.appendMany(appends);
    outcomes.forEach((outcome, at) => {
      if (outcome.kind === 'appended') tips.set(streams[at] ?? '', outcome.tip);
    });
  }
  await log.close();
}

/** How fast `work` publishes so many events, and what it takes of the processor. */
export async function timed(events: number, work: () => Promise<void>): Promise<Relayed> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { perSecond: (events * 1000) / (performance.now() - began), cpu: (user + system) / events };
}
