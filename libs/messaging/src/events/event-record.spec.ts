import type { RecordedEvent } from '#event-log';
import { draft } from '#event-log/testing';
import { readEventRecord, readRecordPlace, writeEventRecord } from '../index.js';
import type { TopicRecord } from '../index.js';

const event: RecordedEvent = {
  ...draft({ type: 'MessageReceived', clear: { messageId: 'm1', automatic: false, size: 12 } }),
  sealed: {
    text: { keyId: 5, owner: '1', bytes: Uint8Array.of(0, 1, 255) },
    attachment: { keyId: 6, owner: '1', blob: 'ab'.repeat(32) },
  },
  stream: 'customer-رقم',
  version: 3,
  position: 77n,
  recordedAt: '2026-03-01T08:00:01.000Z',
  hash: new Uint8Array(32).fill(9),
};
const record = writeEventRecord(event, { deskId: 'acme', epoch: 2, partition: 4, prev: 70n, follows: 76n });
const arrived: TopicRecord = {
  ...{ offset: 0n, key: Buffer.from(String(record.key)), value: record.value },
  headers: Object.fromEntries(Object.entries(record.headers).map(([name, text]) => [name, Buffer.from(text)])),
};

describe('an event on its way through Kafka', () => {
  it('is a CloudEvent in binary form, and says where it stands in the log and in its partition', () => {
    expect(record.headers).toEqual({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: 'urn:sijil:acme',
      ce_type: 'MessageReceived',
      ce_time: event.occurredAt,
      epoch: '2',
      position: '77',
      prev: '70',
      follows: '76',
    });
    expect(readRecordPlace(arrived)).toEqual({ epoch: 2, position: 77n, prev: 70n, follows: 76n });
  });

  it('travels sealed, large parts by the name of their blob', () => {
    expect(JSON.parse(Buffer.from(record.value ?? []).toString())).toMatchObject({
      clear: { messageId: 'm1' },
      sealed: {
        text: { keyId: 5, owner: '1', bytes: 'AAH/' },
        attachment: { keyId: 6, owner: '1', blob: 'ab'.repeat(32) },
      },
    });
  });

  it('comes out as it stands in the log', () => {
    const read = readEventRecord(arrived, 77n);
    expect({ ...read, hash: new Uint8Array(read.hash) }).toMatchObject({
      ...event,
      sealed: expect.anything() as unknown,
    });
    expect(Buffer.from(read.sealed['text']?.bytes ?? [])).toEqual(Buffer.from([0, 1, 255]));
    expect(read.sealed['attachment']).toEqual(event.sealed['attachment']);
  });
});
