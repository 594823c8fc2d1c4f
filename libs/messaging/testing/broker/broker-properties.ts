import type { KafkaRelease } from './kafka-jars.js';

/** Where a broker listens, and where it keeps its data. */
export interface BrokerPlace {
  readonly folder: string;
  readonly port: number;
  readonly controllerPort: number;
}

/** One node that is broker and controller, on this machine only, with everything kept once. */
export function brokerProperties({ folder, port, controllerPort }: BrokerPlace, release: KafkaRelease): string {
  const lines = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `CLIENTS://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENTS://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'CLIENTS',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': `${folder}/data`,
    // A desk makes its topics itself; a slip in a name must not make another.
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    ...(release === '3.9' ? {} : shareGroups),
    // Members of a group are at hand at once.
    'group.initial.rebalance.delay.ms': 0,
    'log.retention.check.interval.ms': 500,
    'log.initial.task.delay.ms': 500,
    // As little memory as it takes.
    'num.network.threads': 2,
    'num.io.threads': 2,
    'log.cleaner.dedupe.buffer.size': 4 * 1024 * 1024,
    'log.index.size.max.bytes': 1024 * 1024,
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

const shareGroups = {
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
};
