import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { KafkaRelease } from './kafka-jars.js';

/** A broker that was started, and somebody who waits for it. */
export interface StartedBroker {
  /** `127.0.0.1:<port>`, the same after every start. */
  readonly brokers: string;
  /** Kills it in the middle of whatever it does; its data stays. */
  crash(): Promise<void>;
  /** Stops it as an administrator does; its data stays. */
  stop(): Promise<void>;
  /** Starts it again on its data. */
  start(): Promise<void>;
  /** Ends it and takes its data away. */
  end(): Promise<void>;
}

const keeper = new URL('./keeper.js', import.meta.url).pathname;

/**
 * A Kafka broker of its own, on free ports of this machine, with its data in a temporary folder. A process of its own keeps
 * it, and ends it when this process ends, however that happens.
 * Errors: `Error`, which says why there is none (no Java, no Maven, no way to the jars …).
 */
export async function startBroker(release: KafkaRelease = '4.1'): Promise<StartedBroker> {
  // Detached: a Ctrl-C in the terminal ends the test run, and that ends the keeper in its own order.
  const kept = spawn(process.execPath, [keeper, release], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const lines = createInterface(kept.stdout)[Symbol.asyncIterator]();
  const said = text(kept.stderr);
  const answer = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done) throw new Error((await said).trim() || 'it could not be started');
    return line.value;
  };
  const tell = async (word: string): Promise<void> => {
    kept.stdin.write(`${word}\n`);
    await answer();
  };
  return {
    brokers: await answer(),
    crash: () => tell('crash'),
    stop: () => tell('stop'),
    start: () => tell('start'),
    async end() {
      const ended = once(kept, 'exit');
      kept.stdin.end();
      await ended;
    },
  };
}
