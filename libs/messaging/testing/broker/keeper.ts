import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BrokerProcess } from './broker-process.js';
import type { KafkaRelease } from './kafka-jars.js';

// The keeper of one broker: starts it, says its address on one line, and then does what it is told, a word a line: `crash`,
// `stop`, `start`; each answered by a line when it is done. When its input ends, which also happens when whoever started
// the keeper dies, broker and data are gone.

/** Both at once, so that they are two. */
async function freePorts(): Promise<readonly number[]> {
  const probes = [0, 0].map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.once('listening', resolve))));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}

const folder = await mkdtemp(join(tmpdir(), 'sijil-kafka-'));
const [port = 0, controllerPort = 0] = await freePorts();
const broker = new BrokerProcess({ folder, port, controllerPort }, process.argv[2] as KafkaRelease);
const deeds: Readonly<Record<string, () => Promise<void>>> = {
  crash: () => broker.crash(),
  stop: () => broker.stop(),
  start: () => broker.start(),
};

try {
  await broker.start();
  process.stdout.write(`127.0.0.1:${port}\n`);
  for await (const word of createInterface(process.stdin)) {
    await deeds[word]?.();
    process.stdout.write(`${word}: done\n`);
  }
} catch (fault) {
  process.stderr.write(fault instanceof Error ? fault.message : String(fault));
  process.exitCode = 1;
} finally {
  await broker.crash();
  await rm(folder, { recursive: true, force: true });
}
process.exit();
