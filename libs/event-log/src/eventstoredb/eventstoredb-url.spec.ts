import { LogUrlInvalid } from '#event-log';
import { readEventStoreUrl } from './eventstoredb-url.js';

describe('the address of a log in EventStoreDB', () => {
  it('names nodes, credentials and desk', () => {
    expect(
      readEventStoreUrl('esdb://lina:s%40cret%3A1@a:2113,b.example:2114?nodePreference=leader&desk=north'),
    ).toEqual({
      endpoints: [
        { address: 'a', port: 2113 },
        { address: 'b.example', port: 2114 },
      ],
      discover: false,
      tls: true,
      credentials: { username: 'lina', password: 's@cret:1' },
      nodePreference: 'leader',
      deadlineMs: 5_000,
      patienceMs: 10_000,
      prefix: 'north.',
      shown: 'esdb://a:2113,b.example:2114',
    });
  });

  it('asks nobody for a name without TLS, and takes the usual port and desk', () => {
    expect(readEventStoreUrl('esdb+discover://db.example/?tls=false&defaultDeadline=2500')).toMatchObject({
      endpoints: [{ address: 'db.example', port: 2113 }],
      discover: true,
      credentials: { username: 'nobody' },
      deadlineMs: 2500,
      prefix: 'sijil.',
    });
  });

  it.each([
    'esdb://',
    'esdb://lina:hunter2@',
    'esdb://db.example',
    'esdb://lina@db.example',
    'esdb://lina:%zz@db.example',
    'esdb://lina:hunter2@db.example:port',
    'esdb://lina:hunter2@db.example?tls=perhaps',
    'esdb://lina:hunter2@db.example?nodePreference=nearest',
    'esdb://lina:hunter2@db.example?throwOnAppendFailure=false',
    'esdb://lina:hunter2@db.example?tlsCAFile=/nowhere/hunter2.pem',
    'esdb://lina:hunter2@db.example?defaultDeadline=soon',
    'esdb://lina:hunter2@db.example?desk=North.1',
  ])('is refused where it cannot be read, and never repeated: %s', (url) => {
    const refused = (() => {
      try {
        return readEventStoreUrl(url);
      } catch (fault) {
        return fault;
      }
    })();
    expect(refused).toBeInstanceOf(LogUrlInvalid);
    expect(String(refused)).not.toContain('hunter2');
  });
});
