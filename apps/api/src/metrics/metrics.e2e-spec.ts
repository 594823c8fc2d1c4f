import { expectProblem, answerOf, openApi } from '../../testing/index.js';
import type { ApiUnderTest, Surroundings } from '../../testing/index.js';

describe('what the desk tells Prometheus', () => {
  let api: ApiUnderTest;
  const open = async (surroundings: Surroundings = {}) => void (api = await openApi(surroundings));
  afterEach(() => api.close());

  const bearer = async (role: 'connector' | 'supervisor') => ({ authorization: `Bearer ${await api.key(role)}` });
  const push = async (body: string) =>
    fetch(`${api.url}/v1/inboxes/mail/envelopes`, { method: 'POST', headers: await bearer('connector'), body });
  const scraped = async (): Promise<readonly string[]> => {
    const answer = await fetch(`${api.url}/metrics`, { headers: await bearer('supervisor') });
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    return (await answer.text()).split('\n');
  };

  it('counts envelopes once they are acknowledged, new ones and repeats apart', async () => {
    await open();
    for (const body of ['one', 'two', 'one']) await push(body);
    const lines = await scraped();
    expect(lines).toContain('sijil_door_envelopes_total{inbox="mail",outcome="kept"} 2');
    expect(lines).toContain('sijil_door_envelopes_total{inbox="mail",outcome="repeated"} 1');
  });

  it('counts answers by route, never by what stood in the address', async () => {
    await open();
    await fetch(`${api.url}/v1/tickets/lina@example.com`, { headers: await bearer('supervisor') });
    await fetch(`${api.url}/nowhere/lina@example.com`);
    const lines = await scraped();
    expect(lines).toContain(
      'sijil_http_answer_seconds_count{method="GET",route="/v1/tickets/:ticketId",status="404"} 1',
    );
    expect(lines.join()).not.toContain('lina');
  });

  it('tells what the desk measures at that moment', async () => {
    let waiting = 3;
    const measures = async () => [
      {
        name: 'sijil_lane_behind_places',
        help: 'How far.',
        kind: 'gauge' as const,
        values: [{ labels: { lane: 'live' }, value: waiting }],
      },
    ];
    await open({ parts: { measures } });
    expect(await scraped()).toContain('sijil_lane_behind_places{lane="live"} 3');
    waiting = 0;
    expect(await scraped()).toContain('sijil_lane_behind_places{lane="live"} 0');
  });

  it('tells how sizes are spread that were counted elsewhere, as a histogram', async () => {
    const groups = [[1, 4], [10, 2], [Infinity, 1]] as const; // prettier-ignore
    const groupSizes = { name: 'sijil_log_group_appends', help: 'Sizes.', kind: 'histogram' as const, spread: { groups, total: 60 } }; // prettier-ignore
    await open({ parts: { measures: async () => [groupSizes] } });
    expect((await scraped()).filter((line) => line.includes('sijil_log_group_appends'))).toEqual([
      '# HELP sijil_log_group_appends Sizes.',
      '# TYPE sijil_log_group_appends histogram',
      'sijil_log_group_appends_bucket{le="1"} 4',
      'sijil_log_group_appends_bucket{le="10"} 6',
      'sijil_log_group_appends_bucket{le="+Inf"} 7',
      'sijil_log_group_appends_sum 60',
      'sijil_log_group_appends_count 7',
    ]);
  });

  it('tells how long the event loop is held up, and how much memory the process has', async () => {
    await open();
    const names = (await scraped()).map((line) => line.split(/[ {]/)[0]);
    expect(names).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(names).toContain('process_resident_memory_bytes');
  });

  it('tells nobody without a key', async () => {
    await open();
    expectProblem(await answerOf(fetch(`${api.url}/metrics`)), { status: 401, code: 'ACCESS.KEY_MISSING' });
  });
});
