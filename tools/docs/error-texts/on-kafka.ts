import type { Chapter } from './error-text.js';

const operator = 'operator';
const connector = 'connector';

/** What comes in and goes out by Kafka. */
export const onKafka: Chapter = {
  title: 'On Kafka',
  introduction:
    'What relay and readers of topics say. They stop where going on would lose something; [kafka.md](kafka.md) says how they go on.',
  codes: {
    'KAFKA.SIGN_IN_INCOMPLETE': {
      who: operator,
      means:
        '`KAFKA_SASL` says how the desk signs in, and `KAFKA_USERNAME` or `KAFKA_PASSWORD` is not set. The desk does not start.',
      then: 'Set both, or neither.',
    },
    'KAFKA.NOT_NAMED': {
      who: operator,
      means: '`PROJECTOR_SOURCE` is `kafka`, and no brokers are named. The projector does not start.',
      then: 'Set `KAFKA_BROKERS`, or have it read the log.',
    },
    'MESSAGING.UNAVAILABLE': {
      who: operator,
      means: 'No broker answers, or none can serve now. Whoever works tries again, more and more rarely.',
      then: 'Look at the brokers, and at the `KAFKA_` settings.',
    },
    'MESSAGING.TOPIC_MISSING': {
      who: operator,
      means: 'There is no such topic yet. Whoever reads waits for it.',
      then: 'Start what makes it (the relay makes the topic of events), or make it.',
    },
    'MESSAGING.PARTITIONS_DIFFER': {
      who: operator,
      means:
        'The topic has another number of partitions than was set, or than it had: customers would change partitions.',
      then: 'Put the setting back. For another number take a new desk id’s topic, or delete the topic and publish again.',
    },
    'MESSAGING.RECORD_TOO_LARGE': {
      who: operator,
      means: 'The topic takes no record of this size.',
      then: 'Raise `max.message.bytes` of the topic.',
    },
    'MESSAGING.TOPIC_FELL_BACK': {
      who: operator,
      means:
        'The topic holds less than was published to it: it was made anew, or brokers lost what they had acknowledged.',
      then: 'Find out which. Then have the relay publish again from the first event: readers drop what they have.',
    },
    'INBOUND.NOT_A_CLOUDEVENT': {
      who: connector,
      means: 'The record is no CloudEvent 1.0 in binary form. It lies in `<desk>.inbound.dlq`.',
      then: 'Produce it with the headers that [kafka.md](kafka.md) names.',
    },
    'INBOUND.INBOX_NOT_NAMED': {
      who: connector,
      means: 'The record does not say which inbox it is for. It lies in `<desk>.inbound.dlq`.',
      then: 'Name the inbox in `ce_inbox`.',
    },
    'INBOUND.LANE_UNKNOWN': {
      who: connector,
      means: 'There is no such lane. The record lies in `<desk>.inbound.dlq`.',
      then: '`ce_lane` is `live` or `bulk`, or absent.',
    },
    'INBOUND.TOO_LARGE': {
      who: connector,
      means: 'The record is larger than an envelope may be. It lies in `<desk>.inbound.dlq`.',
      then: 'Raise `DOOR_MAX_BODY_BYTES`, or send less.',
    },
    'INBOUND.LOST': {
      who: operator,
      means: 'What connectors produced was taken from the topic before it was read. Nothing was skipped yet.',
      then: 'Have connectors produce it again; go on without it by `KAFKA_LOSSES=mend`. Raise the retention of the topic.',
    },
    'MESSAGING.EVENT_UNREADABLE': {
      who: operator,
      means: 'A record on the topic of events is no event of this desk.',
      then: 'Let only the relay write there (topic ACLs). Pages are copied from the log, and go on behind it.',
    },
    'MESSAGING.HOLE_IN_EVENTS': {
      who: operator,
      means: 'Events are missing between what was applied and what the topic still has. Nothing was skipped.',
      then: 'Look at the retention of the topic. Then have the projectors take what is missing from the log: `KAFKA_LOSSES=mend`.',
    },
    'MESSAGING.EPOCH_RAISED': {
      who: operator,
      means: 'The desk was restored from a backup; pages hold what is in its log no more.',
      then: 'Start the projectors again, with `KAFKA_LOSSES=mend`: what the topic does not have they take from the log.',
    },
  },
};
