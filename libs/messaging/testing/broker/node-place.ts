import { randomBytes } from 'node:crypto';

/** Where a node listens, on this machine: to clients and other brokers, and to other controllers. */
export interface NodePorts {
  readonly port: number;
  readonly controllerPort: number;
}

/** A node of a cluster, each of which is broker and controller. */
export interface NodePlace {
  /** Of this node alone; its data lies in it. */
  readonly folder: string;
  readonly clusterId: string;
  /** Its number, from 1. */
  readonly node: number;
  /** Of every node, in the order of their numbers. */
  readonly nodes: readonly NodePorts[];
}

/** A new name of a cluster or of a folder of data. */
export const newKafkaId = (): string => randomBytes(16).toString('base64url');

/** What a folder of data says of itself: with it Kafka takes the folder as its own, and its tool to format one is not run. */
export const dataFolderProperties = ({ clusterId, node }: NodePlace): string =>
  linesOf({ version: 1, 'cluster.id': clusterId, 'node.id': node, 'directory.id': newKafkaId() });

/** In the form of Java's properties files. */
export const linesOf = (properties: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
