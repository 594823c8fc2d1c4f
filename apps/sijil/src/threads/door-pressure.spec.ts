import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { DoorPressure, doorIsPressed } from './door-pressure.js';

describe('whether the door has its hands full', () => {
  it('is never so where there is no door', () => {
    expect(doorIsPressed()()).toBe(false);
  });

  it('is so while its thread has no time to spare, and no longer when it has', async () => {
    const pressure = new DoorPressure();
    const isPressed = doorIsPressed();
    expect(isPressed()).toBe(false);
    while (!isPressed()) await busyTurn();
    while (isPressed()) await pause(10);
    await pressure.stop();
  });
});

/** A turn of the event loop that leaves it no time to rest. */
async function busyTurn(): Promise<void> {
  const end = performance.now() + 5;
  while (performance.now() < end);
  await turn();
}
