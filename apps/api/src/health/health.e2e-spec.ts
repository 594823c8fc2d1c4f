import { answerOf, openApi } from '../../testing/index.js';

describe('health', () => {
  it('is live and ready without a key while everything works', async () => {
    const api = await openApi();
    const [live, ready] = await Promise.all([
      answerOf(fetch(`${api.url}/health/live`)),
      answerOf(fetch(`${api.url}/health/ready`)),
    ]);
    expect([live.status, ready.status]).toEqual([200, 200]);
    await api.close();
  });

  it('is live but not ready while the desk drains', async () => {
    const api = await openApi({ parts: { isReady: () => false } });
    const ready = await answerOf(fetch(`${api.url}/health/ready`));
    expect([ready.status, ready.body]).toEqual([503, { status: 'not-ready', stopped: ['relay'] }]);
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
    await api.close();
  });
});
