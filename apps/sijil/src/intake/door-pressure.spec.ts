import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { DoorPressure, doorIsPressedBy } from './door-pressure.js';

describe('whether the door has its hands full', () => {
  it('is seen from elsewhere while its thread has no time to spare, and no longer when it has', async () => {
    const pressure = new DoorPressure();
    const isPressed = doorIsPressedBy(pressure.shared);
    expect(isPressed()).toBe(false);
    while (!isPressed()) await busyTurn();
    while (isPressed()) await pause(10);
    pressure.stop();
  });
});

/** A turn of the event loop that leaves it no time to rest. */
async function busyTurn(): Promise<void> {
  const end = performance.now() + 5;
  while (performance.now() < end);
  await turn();
}
