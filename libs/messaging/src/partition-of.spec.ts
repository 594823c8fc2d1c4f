import { createRequire } from 'node:module';
import fc from 'fast-check';
import { partitionOf } from './index.js';

/** As Kafka's own clients spread keys. */
const { Partitioners } = createRequire(import.meta.url)('kafkajs') as {
  readonly Partitioners: {
    readonly DefaultPartitioner: () => (given: {
      readonly topic: string;
      readonly partitionMetadata: readonly { readonly partitionId: number; readonly leader: number }[];
      readonly message: { readonly key: string };
    }) => number;
  };
};

describe('the partition of a stream', () => {
  it('is the same for ever', () => {
    const streams = ['customer-1', 'customer-0195a3f0', 'policy-sla-gold', 'link-a-b', 'inbox-دعم', ''];
    expect(streams.map((stream) => partitionOf(stream, 12))).toEqual([9, 2, 10, 11, 2, 9]);
  });

  it('is the one that other clients choose for it as a key', () => {
    const theirs = Partitioners.DefaultPartitioner();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 100 }), (stream, partitions) => {
        const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 1 }));
        expect(partitionOf(stream, partitions)).toBe(
          theirs({ topic: 't', partitionMetadata, message: { key: stream } }),
        );
      }),
    );
  });
});
