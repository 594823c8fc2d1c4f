import { brokers, country, folder, host, oneOf, opened, secret, slug, wholeNumber, word } from './forms.js';
import type { Setting } from './setting.js';

const mebibyte = 1024 * 1024;
const bytes = wholeNumber(1, 1024 * mebibyte);
const count = wholeNumber(1, 1_000_000);
const seconds = wholeNumber(1, 86_400);

/** Every setting there is, by its name in the environment, in the order of the manual. */
export const declared = {
  HOST: {
    meaning: 'Address the server listens on; `0.0.0.0` for every network card.',
    form: host,
    default: '127.0.0.1',
    example: '0.0.0.0',
  },
  PORT: {
    meaning: 'Port the server listens on; 0 for any free one.',
    form: wholeNumber(0, 65_535),
    default: '7070',
    example: '8080',
  },
  DATA_DIR: {
    meaning: 'Folder of everything that is kept, where the settings below do not say otherwise.',
    form: folder,
    default: './data',
    example: '/var/lib/sijil',
  },
  LOG_URL: {
    meaning: 'The case-file log: the one truth.',
    form: opened('sqlite', 'postgres', 'esdb'),
    default: 'sqlite:<DATA_DIR>/log.db',
    example: 'sqlite:/fast-disk/log.db',
  },
  DESK_URL: {
    meaning: 'What arrived, routes, keys of the api, leases, numbers.',
    form: opened('sqlite', 'postgres'),
    default: 'sqlite:<DATA_DIR>/desk.db',
    example: 'sqlite:/fast-disk/desk.db',
  },
  READ_URL: {
    meaning: 'Folder of the pages, or a database; they can be copied from the log again.',
    form: opened('sqlite', 'postgres'),
    default: 'sqlite:<DATA_DIR>/pages',
    example: 'sqlite:/fast-disk/pages',
  },
  KEYS_URL: {
    meaning: 'Sealing keys and erasure register; back them up apart from the rest.',
    form: opened('sqlite', 'postgres'),
    default: 'sqlite:<DATA_DIR>/keys.db',
    example: 'sqlite:/vault/keys.db',
  },
  BLOB_URL: {
    meaning: 'Folder of bodies and parts over 64 KiB.',
    form: opened('file'),
    default: 'file:<DATA_DIR>/blobs',
    example: 'file:/large-disk/blobs',
  },
  DESK_ID: {
    meaning: 'Name of this desk in tokens and feeds; made at the first start where it is not set, and never changed.',
    form: slug,
    example: 'acme-support',
  },
  HOME_REGION: {
    meaning: 'Country of the telephone numbers that people type into a command without a country code.',
    form: country,
    default: 'SA',
    example: 'EG',
  },
  ADMIN_KEY: {
    meaning: 'Secret of a key with the role `admin`, to make the other keys with.',
    form: secret(16),
    example: 'a long line of random letters',
    secret: true,
  },
  LOG_LEVEL: {
    meaning: 'How much the server says about itself.',
    form: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: 'info',
    example: 'warn',
  },
  LEASE_SECONDS: {
    meaning:
      'Seconds after which another process goes on with what one that died, or was silent for so long, was alone with. The same in all processes of a desk.',
    form: wholeNumber(2, 3_600),
    default: '30',
    example: '10',
  },
  DRAIN_NOTICE_SECONDS: {
    meaning: 'Seconds for which a server that was asked to stop says that it is not ready and still serves.',
    form: wholeNumber(0, 600),
    default: '0',
    example: '5',
  },
  DRAIN_WITHIN_SECONDS: {
    meaning: 'Seconds it has after that to finish what is under way; what is not finished then is cut off.',
    form: wholeNumber(1, 3_600),
    default: '25',
    example: '60',
  },
  DOOR_MAX_BODY_BYTES: {
    meaning: 'Largest body of one envelope, in bytes.',
    form: bytes,
    default: String(25 * mebibyte),
    example: String(50 * mebibyte),
  },
  DOOR_MAX_BATCH_BODY_BYTES: {
    meaning: 'Largest body of one batch of envelopes, in bytes.',
    form: bytes,
    default: String(32 * mebibyte),
    example: String(64 * mebibyte),
  },
  DOOR_RATE_PER_SECOND: {
    meaning: 'Envelopes a second one key may push to one inbox, in the long run.',
    form: count,
    default: '50000',
    example: '500',
  },
  DOOR_BURST: {
    meaning: 'Envelopes it may push at once after a rest.',
    form: count,
    default: '100000',
    example: '2000',
  },
  CHAT_MAX_FRAME_BYTES: {
    meaning: 'Largest frame of a chat socket, in bytes.',
    form: bytes,
    default: String(64 * 1024),
    example: String(16 * 1024),
  },
  CHAT_MAX_SOCKETS: {
    meaning: 'Chat sockets open at once.',
    form: count,
    default: '10000',
    example: '2000',
  },
  CHAT_MAX_UNACKNOWLEDGED: {
    meaning: 'Messages of one chat socket that may wait to be durable before it is read no further.',
    form: count,
    default: '64',
    example: '16',
  },
  CHAT_MESSAGES_PER_SECOND: {
    meaning: 'Messages a second one chat socket may send, in the long run.',
    form: count,
    default: '5',
    example: '2',
  },
  CHAT_MESSAGE_BURST: {
    meaning: 'Messages it may send at once after a rest.',
    form: count,
    default: '20',
    example: '10',
  },
  CHAT_HELLO_WITHIN_SECONDS: {
    meaning: 'Seconds a chat socket has to say who it is.',
    form: seconds,
    default: '10',
    example: '5',
  },
  CHAT_HEARTBEAT_SECONDS: {
    meaning: 'Seconds between two questions whether a chat socket is still there.',
    form: seconds,
    default: '30',
    example: '60',
  },
  FEED_MAX_CLIENTS: {
    meaning: 'Clients that read or follow the feed at once.',
    form: count,
    default: '100',
    example: '20',
  },
  LIVE_MAX_CLIENTS: {
    meaning: 'Clients that follow queues and tickets live at once.',
    form: count,
    default: '10000',
    example: '2000',
  },
  LISTENER_HEARTBEAT_SECONDS: {
    meaning: 'Seconds between two signs of life to a client that follows feed, queue or ticket.',
    form: seconds,
    default: '15',
    example: '30',
  },
  LISTENER_UNREAD_SECONDS: {
    meaning: 'Seconds such a client may leave unread what it was sent, before it is cut off.',
    form: seconds,
    default: '30',
    example: '60',
  },
  WEBHOOK_PRIVATE_ADDRESSES: {
    meaning:
      'Whether webhooks may lead to private addresses, and without TLS: `allowed` where the receivers are your own.',
    form: oneOf('refused', 'allowed'),
    default: 'refused',
    example: 'allowed',
  },
  KAFKA_BROKERS: {
    meaning: 'Brokers of Kafka; any of them tell of the others. Events go nowhere where it is not set.',
    form: brokers,
    example: 'kafka-1:9092,kafka-2:9092',
  },
  KAFKA_TLS: {
    meaning: 'Whether brokers are reached by TLS.',
    form: oneOf('off', 'on'),
    default: 'off',
    example: 'on',
  },
  KAFKA_SASL: {
    meaning: 'How the desk signs in to brokers; not at all where it is not set.',
    form: oneOf('plain', 'scram-sha-256', 'scram-sha-512'),
    example: 'scram-sha-512',
  },
  KAFKA_USERNAME: {
    meaning: 'Who the desk is to brokers.',
    form: word,
    example: 'sijil',
  },
  KAFKA_PASSWORD: {
    meaning: 'What it signs in with.',
    form: secret(1),
    example: 'a long line of random letters',
    secret: true,
  },
  KAFKA_PARTITIONS: {
    meaning: 'Partitions of a topic that the desk makes; that of the events never gets others.',
    form: wholeNumber(1, 10_000),
    default: '12',
    example: '48',
  },
  KAFKA_REPLICAS: {
    meaning:
      'Brokers that keep each partition of a topic that the desk makes; the brokers’ own default where it is not set.',
    form: wholeNumber(1, 15),
    example: '3',
  },
  KAFKA_INBOUND: {
    meaning:
      'Whether envelopes are taken from the topic `<desk>.inbound`: who may write to it may push to every inbox.',
    form: oneOf('ignored', 'taken'),
    default: 'ignored',
    example: 'taken',
  },
  PROJECTOR_SOURCE: {
    meaning:
      'Where a process of the role `projector` reads events: in the log, or in the topic `<desk>.events`, which the relay publishes.',
    form: oneOf('log', 'kafka'),
    default: 'log',
    example: 'kafka',
  },
  KAFKA_LOSSES: {
    meaning: 'Whether who meets records that a topic lost stops, or goes on as [kafka.md](kafka.md) says.',
    form: oneOf('stop', 'mend'),
    default: 'stop',
    example: 'mend',
  },
} as const satisfies Readonly<Record<string, Setting>>;
