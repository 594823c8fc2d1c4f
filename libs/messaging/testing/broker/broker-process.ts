import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brokerProperties } from './broker-properties.js';
import { kafkaJars } from './kafka-jars.js';
import type { KafkaRelease } from './kafka-jars.js';
import { dataFolderProperties } from './node-place.js';
import type { NodePlace } from './node-place.js';

const jvm = [
  ...['-Xms64m', '-Xmx320m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'],
  '-Djava.awt.headless=true',
];
/** Where cores are busy a start takes its time. Milliseconds. */
const answersWithinMs = 300_000;

/** A Kafka node (KRaft) as a child of this process. Its data outlives it: stopped or crashed, it starts again on the same. */
export class BrokerProcess {
  #child: ChildProcess | undefined;
  readonly #said: string[] = [];

  constructor(
    private readonly place: NodePlace,
    private readonly release: KafkaRelease,
  ) {}

  /** Resolves when it answers. Errors: `Error`, which says why there is none (no Java, no Maven, …). */
  async start(): Promise<void> {
    const classPath = join(await kafkaJars(this.release), '*');
    const child = spawn('java', [...jvm, '-cp', classPath, 'kafka.Kafka', await this.#prepare()], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [child.stdout, child.stderr]) output.on('data', (words) => this.#hear(String(words)));
    await once(child, 'spawn').catch(sayWhyNot);
    this.#child = child;
    await this.#answer();
  }

  /** Answers where its settings lie. */
  async #prepare(): Promise<string> {
    const { folder } = this.place;
    const [settings, about] = [join(folder, 'server.properties'), join(folder, 'data', 'meta.properties')];
    await mkdir(join(folder, 'data'), { recursive: true });
    await writeFile(settings, brokerProperties(this.place, this.release));
    if (!existsSync(about)) await writeFile(about, dataFolderProperties(this.place));
    return settings;
  }

  /** As an administrator stops it: what it has is on disk, and groups are told. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** As a power cut of its process: at once, in the middle of whatever it does. */
  crash(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #answer(): Promise<void> {
    const { port = 0 } = this.place.nodes[this.place.node - 1] ?? {};
    const givesUpAt = performance.now() + answersWithinMs;
    while (!(await isOpen(port))) {
      const hasEnded = this.#child?.exitCode !== null;
      if (hasEnded || performance.now() > givesUpAt) throw new Error(`it does not answer: ${this.#said.join('')}`);
      await pause(50);
    }
  }

  #hear(words: string): void {
    this.#said.push(words);
    if (this.#said.length > 20) this.#said.shift();
  }
}

function sayWhyNot(fault: unknown): never {
  const { code } = fault as { readonly code?: unknown };
  throw new Error(code === 'ENOENT' ? 'Java (java) is not installed' : String(fault), { cause: fault });
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const answer = new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  return answer.finally(() => socket.destroy());
}
