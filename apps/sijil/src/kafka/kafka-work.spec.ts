import { HoleInEvents, MessagingUnavailable } from '#messaging';
import { Works } from '../foundation/works.js';
import { KafkaWork, stopsReading } from './kafka-work.js';

const toldBy = async (works: Works) =>
  new Map((await works.measures()).map(({ name, values }) => [name.replace('sijil_kafka_', ''), values[0]?.value]));

describe('a work with Kafka', () => {
  it('tells where it stands, how far that is behind, and what it came to', async () => {
    const works = new Works();
    const relay = works.add(new KafkaWork('relay', async () => ({ position: 40n, head: 42n })));
    relay.succeeded(30);
    relay.succeeded(10);
    relay.failed();
    const told = await toldBy(works);
    expect(told.get('relay_records_total')).toBe(40);
    expect([told.get('relay_batches_total'), told.get('relay_faults_total')]).toEqual([2, 1]);
    expect([told.get('relay_position'), told.get('relay_behind_events')]).toEqual([40, 2]);
    expect(told.get('relay_succeeded_at_seconds')).toBeGreaterThan(0);
  });

  it('tells how many records of a topic nobody has read, while brokers say so', async () => {
    const works = new Works();
    works.add(new KafkaWork('topic-door', undefined, async () => 7));
    works.add(new KafkaWork('relay', undefined, () => Promise.reject(new MessagingUnavailable('no broker answers'))));
    const told = await toldBy(works);
    expect([told.get('topic_door_behind_records'), told.get('relay_stopped')]).toEqual([7, 0]);
    expect(told.has('relay_behind_records')).toBe(false);
  });

  it('is named from when it stopped until it goes on', async () => {
    const works = new Works();
    const door = works.add(new KafkaWork('topic-door'));
    works.add(new KafkaWork('relay')).failed();
    door.stopped();
    door.refused(3);
    expect(works.stopped).toEqual(['topic-door']);
    const told = await toldBy(works);
    expect([told.get('topic_door_stopped'), told.get('topic_door_dead_letters_total')]).toEqual([1, 3]);
    door.succeeded(1);
    expect(works.stopped).toEqual([]);
  });

  it('waits for a person where events are missing, and for nobody where brokers are away', () => {
    expect(stopsReading(new HoleInEvents(0, 1n, 2n))).toBe(true);
    expect(stopsReading(new MessagingUnavailable('no broker answers'))).toBe(false);
  });
});
