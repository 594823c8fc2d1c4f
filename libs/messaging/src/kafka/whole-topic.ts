import type { Consumer } from 'kafkajs';
import type { WholeTopic } from '../messaging.port.js';
import { asked } from './kafka-faults.js';

/** All partitions of a topic, as the consumer reads them that was given them. */
export function wholeTopicOver(consumer: Consumer, topic: string): WholeTopic {
  return {
    pause: (partition) => consumer.pause([{ topic, partitions: [partition] }]),
    resume: (partition, from) => {
      if (from !== undefined) consumer.seek({ topic, partition, offset: String(from) });
      consumer.resume([{ topic, partitions: [partition] }]);
    },
    commit: (offsets) =>
      asked(topic, () =>
        consumer.commitOffsets([...offsets].map(([partition, next]) => ({ topic, partition, offset: String(next) }))),
      ),
  };
}
