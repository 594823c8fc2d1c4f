import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { KafkaRelease } from './kafka-jars.js';

/** A node that was started. */
export interface StartedNode {
  /** Kills it in the middle of whatever it does; its data stays. */
  crash(): Promise<void>;
  /** Stops it as an administrator does; its data stays. */
  stop(): Promise<void>;
  /** Starts it again on its data, at the same address. */
  start(): Promise<void>;
}

/** Brokers that were started together, and somebody who waits for them. */
export interface StartedCluster {
  /** `127.0.0.1:<port>` of each, separated by commas, the same after every start. */
  readonly brokers: string;
  /** By their numbers: that of the first is 1. */
  readonly nodes: readonly StartedNode[];
  /** Ends all of them and takes their data away. */
  end(): Promise<void>;
}

/** A cluster of one. */
export interface StartedBroker extends StartedNode, Pick<StartedCluster, 'brokers' | 'end'> {}

const keeper = new URL('./keeper.js', import.meta.url).pathname;

/**
 * A Kafka broker of its own, on free ports of this machine, with its data in a temporary folder. A process of its own keeps
 * it, and ends it when this process ends, however that happens.
 * Errors: `Error`, which says why there is none (no Java, no Maven, no way to the jars …).
 */
export async function startBroker(release: KafkaRelease = '4.1'): Promise<StartedBroker> {
  const { brokers, nodes, end } = await startCluster(1, release);
  return { ...(nodes[0] as StartedNode), brokers, end };
}

/** The same of so many nodes that know each other: each partition is kept by three of them, two at least. */
export async function startCluster(size = 3, release: KafkaRelease = '4.1'): Promise<StartedCluster> {
  // Detached: a Ctrl-C in the terminal ends the test run, and that ends the keeper in its own order.
  const kept = spawn(process.execPath, [keeper, release, String(size)], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines = createInterface(kept.stdout)[Symbol.asyncIterator]();
  const said = text(kept.stderr);
  const answer = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done) throw new Error((await said).trim() || 'it could not be started');
    return line.value;
  };
  const tell = async (words: string): Promise<void> => {
    kept.stdin.write(`${words}\n`);
    await answer();
  };
  return {
    brokers: await answer(),
    nodes: Array.from({ length: size }, (_, at) => ({
      crash: () => tell(`crash ${at + 1}`),
      stop: () => tell(`stop ${at + 1}`),
      start: () => tell(`start ${at + 1}`),
    })),
    async end() {
      const ended = once(kept, 'exit');
      kept.stdin.end();
      await ended;
    },
  };
}
