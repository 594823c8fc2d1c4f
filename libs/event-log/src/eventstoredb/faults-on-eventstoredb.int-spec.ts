import { LogDamaged, LogOutcomeUnknown, LogSchemaUnknown, LogUnavailable, NotALog, newStream } from '#event-log';
import type { Append, RecordedEvent } from '#event-log';
import { openEventLog, openEventLogReader } from '#event-log/open';
import { draft, tipAfter } from '#event-log/testing';
import { WireDouble } from '../../testing/esdb-wire/wire-double.js';
import type { Fault } from '../../testing/esdb-wire/wire-double.js';
import { WireLog } from '../../testing/esdb-wire/wire-log.js';
import type { Proposed } from '../../testing/esdb-wire/wire-log.js';
import { verifyLog } from '../verify.js';
import { EventStoreDbEventLog } from './eventstoredb-event-log.js';
import { largestAppend } from './stored-event.js';

const lina = 'customer-lina';
const byNobody: Proposed = {
  id: '0195a3f0-0000-8000-8000-00000000beef',
  type: 'Scribbled',
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: new Uint8Array(0),
};

describe('a log in EventStoreDB whose server fails, on a double of its wire', () => {
  let double: WireDouble;
  let log: EventStoreDbEventLog;
  beforeEach(async () => {
    double = await WireDouble.start();
    log = await EventStoreDbEventLog.open(double.url('north', '&defaultDeadline=1000'));
  });
  afterEach(async () => {
    await log.close();
    await double.stop();
  });

  const appendOf = (count = 1): Append => ({
    stream: lina,
    expected: newStream,
    events: Array.from({ length: count }, () => draft()),
  });
  const standing = () => double.log.stream(`north.${lina}`).length;

  it.each<[string, Fault]>([
    ['was kept and not answered', 'kept, then silent'],
    ['was kept when the connection broke', 'kept, then broken'],
    ['was not kept and not answered', 'silent'],
    ['was turned away by a server that is not ready', 'unavailable'],
  ])('writes an append once that %s', async (_, fault) => {
    const append = appendOf(2);
    double.appendFaults.push(fault);
    expect(await log.append(append)).toMatchObject({ kind: 'appended', tip: tipAfter(append) });
    expect(standing()).toBe(2);
    expect(await log.append(append)).toMatchObject({ repeated: true, lastPosition: (await log.head()).position });
  });

  it('does not know what became of an append to a server that stays silent, and finds it when it is asked again', async () => {
    const append = appendOf();
    const hasty = await EventStoreDbEventLog.open(double.url('north', '&defaultDeadline=300&patience=600'));
    double.appendFaults.push('kept, then silent');
    double.readFaults.push(...Array.from({ length: 40 }, (): Fault => 'unavailable'));
    await expect(hasty.append(append)).rejects.toThrow(LogOutcomeUnknown);
    double.readFaults.length = 0;
    expect(await log.append(append)).toMatchObject({ kind: 'appended', tip: tipAfter(append) });
    expect(standing()).toBe(1);
    await hasty.close();
  });

  it('has written nothing to a server that turned everything away', async () => {
    const hasty = await EventStoreDbEventLog.open(double.url('north', '&patience=500'));
    double.leader = { port: 1 };
    await expect(hasty.append(appendOf())).rejects.toThrow(LogUnavailable);
    expect(standing()).toBe(0);
    await hasty.close();
  });

  it('takes the word of the one who was first while its own append was in doubt', async () => {
    const mine = appendOf();
    double.appendFaults.push('silent');
    const refused = log.appendMany([mine]);
    const other = await EventStoreDbEventLog.open(double.url('north'));
    while (double.calls.append < 3) await new Promise((resolve) => setImmediate(resolve));
    const { tip } = await other.append(appendOf());
    expect(await refused).toEqual([{ kind: 'refused', actual: tip }]);
    await other.close();
  });

  it('turns away the later of two who sealed the same event anew, and each goes on from what stands there', async () => {
    const event = draft();
    const sealedAs = (byte: number): Append => ({
      stream: lina,
      expected: newStream,
      events: [{ ...event, sealed: { content: { keyId: byte, owner: lina, bytes: Uint8Array.of(byte) } } }],
    });
    const other = await EventStoreDbEventLog.open(double.url('north'));
    const [first, second] = await Promise.all([log.append(sealedAs(1)), other.append(sealedAs(2))]);
    expect(first.tip).toEqual(second.tip);
    await log.append({ stream: lina, expected: first.tip, events: [draft()] });
    expect(await verifyLog(log)).toEqual([]);
    await other.close();
  });

  it('follows the leader where it is sent to it, as writer and as reader', async () => {
    const follower = await WireDouble.start(double.log);
    follower.leader = double;
    const sent = await openEventLog(follower.url('north'));
    await sent.append(appendOf());
    expect(await sent.readStream(lina, 0, 10)).toHaveLength(1);
    expect(double.calls.append).toBeGreaterThan(1);
    await sent.close();
    await follower.stop();
  });

  it('finds the leader of a cluster by what its nodes say of each other', async () => {
    const follower = await WireDouble.start(double.log);
    follower.leader = double;
    const url = `esdb://127.0.0.1:${follower.port},127.0.0.1:${double.port}?tls=false&nodePreference=leader&desk=north`;
    const found = await openEventLog(url);
    await found.append(appendOf());
    expect(follower.calls.append).toBe(0);
    await found.close();
    await follower.stop();
  });

  it('goes on following where it stood after subscriptions that ended cleanly, with an error, or beside a busy server', async () => {
    const seen: RecordedEvent[] = [];
    const followed = (async () => {
      for await (const batch of log.follow(0n, 10, new AbortController().signal)) {
        seen.push(...batch);
        if (seen.length >= 30) break;
      }
    })();
    let expected = newStream;
    for (let turn = 0; turn < 30; turn += 1) {
      ({ tip: expected } = await log.append({ stream: lina, expected, events: [draft()] }));
      for (let other = 0; other < 40; other += 1) double.log.append(`south.customer-${turn}`, 'any', [byNobody]);
      if (turn % 3 === 0) double.endSubscriptions(turn % 2 === 0 ? 'cleanly' : 'with an error');
    }
    await followed;
    expect(seen.map(({ version }) => version)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    expect(double.calls.subscribe).toBeGreaterThan(1);
  });

  it('goes on by itself, as writer and as one who follows, when the server dies and comes back again and again', async () => {
    const patient = await EventStoreDbEventLog.open(double.url('north'));
    const followed = (async () => {
      const versions: number[] = [];
      for await (const batch of patient.follow(0n, 10, new AbortController().signal)) {
        versions.push(...batch.filter(({ stream }) => stream === lina).map(({ version }) => version));
        if (versions.length >= 60) break;
      }
      return versions;
    })();
    const writing = (async () => {
      for (let turn = 0, expected = newStream; turn < 60; turn += 1) {
        ({ tip: expected } = await patient.append({ stream: lina, expected, events: [draft()] }));
      }
    })();
    for (const reached of [10, 25, 40]) {
      while (standing() < reached) await new Promise((resolve) => setImmediate(resolve));
      double = await double.restart();
    }
    await writing;
    expect(await followed).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    expect(standing()).toBe(60);
    expect(await verifyLog(patient)).toEqual([]);
    await patient.close();
  });

  it('reads again what was not answered', async () => {
    await log.append(appendOf());
    double.readFaults.push('silent', 'unavailable');
    expect(await log.readAll(0n, 10)).toHaveLength(1);
  });

  it('takes 200 first appends at once', async () => {
    const cold = await EventStoreDbEventLog.open(double.url('north'));
    const many = Array.from({ length: 200 }, (_, n) => ({ ...appendOf(), stream: `customer-${n}` }));
    const outcomes = await cold.appendMany(many);
    expect(outcomes.map(({ kind }) => kind)).toEqual(many.map(() => 'appended'));
    await cold.close();
  });

  it('refuses what no server takes in one append, before it is sent', async () => {
    const bytes = new Uint8Array(Math.ceil(largestAppend * 0.75));
    const event = draft({ sealed: { content: { keyId: 1, owner: lina, bytes } } });
    const append = { stream: lina, expected: newStream, events: [event] };
    await expect(log.append(append)).rejects.toMatchObject({ code: 'LOG.APPEND_MALFORMED' });
    expect(standing()).toBe(0);
  });

  it('never records an event before one its writer had seen, though the clock of the server fell', async () => {
    const { tip } = await log.append(appendOf());
    const [first] = await log.readAll(0n, 1);
    double.log.clock = () => Date.now() - 3_600_000;
    await log.append({ stream: lina, expected: tip, events: [draft()] });
    const [, second] = await log.readAll(0n, 2);
    expect(second?.recordedAt).toBe(first?.recordedAt);
  });

  it('sees only its own desk on a server that others use', async () => {
    const south = await EventStoreDbEventLog.open(double.url('north_2'));
    await south.append(appendOf(3));
    expect((await log.head()).position).toBe(0n);
    expect(await log.readAll(0n, 10)).toEqual([]);
    await south.close();
  });

  it('says so where somebody else wrote to a stream of the log, and gives what stands before', async () => {
    await log.append(appendOf());
    double.log.append(`north.${lina}`, 0n, [byNobody]);
    const [first] = await log.readAll(0n, 10);
    expect(first).toMatchObject({ version: 1 });
    await expect(log.readAll(first?.position ?? 0n, 10)).rejects.toThrow(LogDamaged);
    expect((await verifyLog(log)).map(({ kind }) => kind)).toEqual(['storage', 'unreadable']);
  });

  it('says where no log is, and by what it is written that this code does not know', async () => {
    await expect(openEventLogReader(double.url('nobody'))).rejects.toThrow(LogUnavailable);
    double.log.append('odd:log', 'any', [byNobody]);
    await expect(openEventLog(double.url('odd'))).rejects.toThrow(NotALog);
    const later = { ...byNobody, type: 'LogBegan', data: Buffer.from('{"schema":2,"after":"0"}') };
    double.log.append('later:log', 'any', [later]);
    await expect(openEventLog(double.url('later'))).rejects.toThrow(LogSchemaUnknown);
  });

  it('is unavailable by name where no server answers, and the password is not told', async () => {
    const refused = await openEventLog('esdb://lina:hunter2@127.0.0.1:1?tls=false&patience=300').catch(String);
    expect(refused).toContain('Error');
    expect(refused).not.toContain('hunter2');
    await expect(openEventLog('esdb://127.0.0.1:1?tls=false&patience=300')).rejects.toThrow(LogUnavailable);
  });

  it('knows a place of its log from one that is not there', async () => {
    await log.append(appendOf(2));
    const [first] = await log.readAll(0n, 1);
    const { position } = await log.head();
    expect(await log.at(position)).toMatchObject({ version: 2 });
    for (const none of [0n, 1n, (first?.position ?? 0n) + 1n, position + 1n]) {
      expect(await log.at(none)).toBeUndefined();
    }
  });

  it('shares a log with another node that took over', async () => {
    const shared = new WireLog();
    const [one, other] = [await WireDouble.start(shared), await WireDouble.start(shared)];
    const hosts = `127.0.0.1:${one.port},127.0.0.1:${other.port}`;
    const cluster = await openEventLog(`esdb://${hosts}?tls=false&desk=north`);
    const { tip } = await cluster.append(appendOf());
    one.leader = other;
    await cluster.append({ stream: lina, expected: tip, events: [draft()] });
    expect(shared.stream(`north.${lina}`)).toHaveLength(2);
    await cluster.close();
    await Promise.all([one.stop(), other.stop()]);
  });
});
