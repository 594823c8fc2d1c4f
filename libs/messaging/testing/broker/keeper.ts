import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BrokerProcess } from './broker-process.js';
import { kafkaJars } from './kafka-jars.js';
import type { KafkaRelease } from './kafka-jars.js';
import { newKafkaId } from './node-place.js';
import type { NodePorts } from './node-place.js';

// The keeper of brokers: starts so many that know each other, says their addresses on one line, and then does what it is told,
// a deed and the number of a node a line: `crash 1`, `stop 2`, `start 1`; each answered by a line when it is done. When its
// input ends, which also happens when whoever started the keeper dies, brokers and data are gone.

/** All at once, so that no two are the same. */
async function freePorts(count: number): Promise<readonly number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.once('listening', resolve))));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}

async function freeNodes(count: number): Promise<readonly NodePorts[]> {
  const ports = await freePorts(2 * count);
  return Array.from({ length: count }, (_, at) => ({
    port: ports[2 * at] ?? 0,
    controllerPort: ports[2 * at + 1] ?? 0,
  }));
}

const [, , release, size] = process.argv;
const data = await mkdtemp(join(tmpdir(), 'sijil-kafka-'));
const clusterId = newKafkaId();
const nodes = await freeNodes(Number(size));
const brokers = nodes.map((_, at) => {
  const node = at + 1;
  return new BrokerProcess({ folder: join(data, String(node)), clusterId, node, nodes }, release as KafkaRelease);
});
const deeds: Readonly<Record<string, (broker?: BrokerProcess) => Promise<void> | undefined>> = {
  crash: (broker) => broker?.crash(),
  stop: (broker) => broker?.stop(),
  start: (broker) => broker?.start(),
};

try {
  // Once for all of them.
  await kafkaJars(release as KafkaRelease);
  await Promise.all(brokers.map((broker) => broker.start()));
  process.stdout.write(`${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}\n`);
  for await (const words of createInterface(process.stdin)) {
    const [deed = '', node] = words.split(' ');
    await deeds[deed]?.(brokers[Number(node) - 1]);
    process.stdout.write(`${words}: done\n`);
  }
} catch (fault) {
  process.stderr.write(fault instanceof Error ? fault.message : String(fault));
  process.exitCode = 1;
} finally {
  await Promise.all(brokers.map((broker) => broker.crash()));
  await rm(data, { recursive: true, force: true });
}
process.exit();
