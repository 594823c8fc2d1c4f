import { LanePace, usualSizes } from './lane-pace.js';

const { live, bulk } = usualSizes;

/** The pace of a lane beside a door that is pressed, or is not. */
const paceIn = (doorIsPressed: boolean, told: boolean[] = []): LanePace =>
  new LanePace({ doorIsPressed: () => doorIsPressed, tellFarBehind: (isFarBehind) => told.push(isFarBehind) });

/** How long a lane rests after each of so many reads that all found as much as may be read at once. */
const restsOfRush = (pace: LanePace, reads: number): readonly number[] =>
  Array.from({ length: reads }, () => pace.restMs(live.envelopes, live));

describe('how long a lane rests before it reads on', () => {
  it('gathers for a moment where few were found, so that a steady stream shares durable writes', () => {
    const pace = new LanePace();
    expect(pace.restMs(3, live)).toBe(live.gatherMs);
    expect(pace.restMs(3, bulk)).toBe(0);
  });

  it('does not rest while it is behind and the door has time to spare', () => {
    expect(new Set(restsOfRush(paceIn(false), 100))).toEqual(new Set([0]));
  });

  it('lets the door go first once it is far behind, and still goes on', () => {
    const rests = restsOfRush(paceIn(true), 100);
    expect(rests.slice(0, 4)).toEqual(Array(4).fill(0));
    expect(rests.slice(4).every((milliseconds) => milliseconds > 0 && milliseconds <= 1_000)).toBe(true);
  });

  it('never rests in an import, for live messages would wait through that', () => {
    const pace = paceIn(true);
    const rests = Array.from({ length: 100 }, () => pace.restMs(bulk.envelopes, bulk));
    expect(new Set(rests)).toEqual(new Set([0]));
  });

  it('hurries again once it has caught up, whatever the door does', () => {
    const pace = paceIn(true);
    restsOfRush(pace, 100);
    pace.restMs(3, live);
    expect(pace.restMs(live.envelopes, live)).toBe(0);
  });

  it('says when it is far behind, and when it has caught up', () => {
    const told: boolean[] = [];
    const pace = paceIn(false, told);
    restsOfRush(pace, 6);
    pace.restMs(3, live);
    expect(told).toEqual([false, false, false, false, true, true, false]);
  });

  it('rests no longer than the door is pressed', async () => {
    let looks = 0;
    const pace = new LanePace({ doorIsPressed: () => (looks += 1) < 7, tellFarBehind: () => undefined });
    restsOfRush(pace, 4);
    await pace.rest(live.envelopes, { ...live, doorFirstMs: 60_000 });
    expect(looks).toBe(7);
  });
});
