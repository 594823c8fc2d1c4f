import { openEventLog } from '#event-log/open';
import type { EventLog, RecordedEvent } from '#event-log';
import { MemoryPageWriter } from '#read-store/testing';
import { WireDouble } from '../../../event-log/testing/esdb-wire/wire-double.js';
import { copied, History, plainOpener } from '../../testing/index.js';
import { deskPages } from '../page-set.js';
import { parked } from '../parked/index.js';
import type { ParkedRow } from '../parked/index.js';
import { ParkingCopyist } from './parking-copyist.js';

const noJson = { parts: { content: '{' } };

describe('a parked event whose log is in EventStoreDB (on a double of its wire), where streams tell no positions', () => {
  let [double, log] = [] as unknown as [WireDouble, EventLog];
  beforeAll(async () => {
    double = await WireDouble.start();
    log = await openEventLog(double.url('north'));
  });
  afterAll(async () => {
    await log.close();
    await double.stop();
  });

  it('is copied, with all that lies behind it, as it stands in the log; so is one that fails again', async () => {
    const { events, first, second } = await written();
    const pages = new MemoryPageWriter(deskPages);
    const copy = (some: typeof events, mended: readonly string[]) =>
      new ParkingCopyist(pages, { log, opener: plainOpener(new Set(mended)) }).fold(some);
    const lying = () => pages.rowsOf<ParkedRow>(parked);

    await copy(events.slice(0, -2), []);
    expect(lying()).toMatchObject([{ eventId: first.id, position: Number(first.position) }]);
    await copy(events.slice(-2, -1), [first.id]);
    expect(lying()).toMatchObject([{ eventId: second.id, position: Number(second.position) }]);
    await copy(events.slice(-1), [first.id, second.id]);
    expect(lying()).toEqual([]);
    const opener = plainOpener(new Set([first.id, second.id]));
    expect(pages.everything()).toEqual((await copied(events, [250], opener)).everything());
  });

  /** Messages of two customers, two of which hold no JSON, and two decisions to try them again. */
  async function written() {
    const history = new History();
    const message = (nth: number, customer: string, occasion = {}) =>
      history.record('MessageReceived', { messageId: `m${nth}`, conversationId: `${customer}.c1` }, { stream: `customer-${customer}`, ...occasion }); // prettier-ignore
    message(1, 'ann');
    const failing = [message(2, 'ann', noJson)];
    for (let nth = 3; nth < 300; nth += 1) message(nth, nth % 3 === 0 ? 'ann' : 'bob');
    failing.push(message(300, 'ann', noJson));
    message(301, 'ann');
    for (let times = 0; times < 2; times += 1)
      history.record('ParkedEventsRetried', { stream: 'customer-ann' }, { stream: 'pages-desk' });
    for (const append of history.appends()) await log.append(append);
    const events = await log.readAll(0n, 1_000);
    const [first, second] = failing.map(({ id }) => events.find((event) => event.id === id));
    return { events, first: first as RecordedEvent, second: second as RecordedEvent };
  }
});
