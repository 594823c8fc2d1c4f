import type { KafkaRelease } from './kafka-jars.js';
import { linesOf } from './node-place.js';
import type { NodePlace } from './node-place.js';

/** Settings of a node: on this machine only, with everything kept by three nodes, or by all where they are fewer. */
export function brokerProperties({ folder, node, nodes }: NodePlace, release: KafkaRelease): string {
  const { port, controllerPort } = nodes[node - 1] ?? { port: 0, controllerPort: 0 };
  const replicas = Math.min(3, nodes.length);
  const mustHave = Math.min(2, replicas);
  return linesOf({
    'process.roles': 'broker,controller',
    'node.id': node,
    'controller.quorum.voters': nodes.map((each, at) => `${at + 1}@127.0.0.1:${each.controllerPort}`).join(','),
    listeners: `CLIENTS://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENTS://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'CLIENTS',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': `${folder}/data`,
    // A desk makes its topics itself; a slip in a name must not make another.
    'auto.create.topics.enable': false,
    'min.insync.replicas': mustHave,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': mustHave,
    'transaction.state.log.num.partitions': 1,
    ...(release === '3.9' ? {} : shareGroups(replicas, mustHave)),
    // Members of a group are at hand at once.
    'group.initial.rebalance.delay.ms': 0,
    // What a killed node led is soon led by others, and soon it may come back: until then it counts as there.
    'broker.heartbeat.interval.ms': 500,
    'broker.session.timeout.ms': 4_000,
    'log.retention.check.interval.ms': 500,
    'log.initial.task.delay.ms': 500,
    // As little memory as it takes.
    'num.network.threads': 2,
    'num.io.threads': 2,
    'log.cleaner.dedupe.buffer.size': 4 * 1024 * 1024,
    'log.index.size.max.bytes': 1024 * 1024,
  });
}

const shareGroups = (replicas: number, mustHave: number) => ({
  'share.coordinator.state.topic.replication.factor': replicas,
  'share.coordinator.state.topic.min.isr': mustHave,
});
