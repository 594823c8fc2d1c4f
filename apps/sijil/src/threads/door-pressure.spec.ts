import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { DoorPressure, messagesWait, rushBesideTheDoor } from './door-pressure.js';

describe('whether the door has its hands full', () => {
  it('is never so where there is no door', () => {
    expect(rushBesideTheDoor().doorIsPressed()).toBe(false);
    expect(messagesWait()()).toBe(false);
  });

  it('is so while its thread has no time to spare, and no longer when it has', async () => {
    const pressure = new DoorPressure();
    const isPressed = rushBesideTheDoor().doorIsPressed;
    expect(isPressed()).toBe(false);
    while (!isPressed()) await busyTurn();
    while (isPressed()) await pause(10);
    await pressure.stop();
  });

  it('is not asked about alone: messages wait behind the door too, where the intake says so', async () => {
    const pressure = new DoorPressure();
    const { tellFarBehind } = rushBesideTheDoor();
    const wait = messagesWait();
    tellFarBehind(true);
    expect(wait()).toBe(true);
    tellFarBehind(false);
    while (wait()) await pause(10);
    await pressure.stop();
  });
});

/** A turn of the event loop that leaves it no time to rest. */
async function busyTurn(): Promise<void> {
  const end = performance.now() + 5;
  while (performance.now() < end);
  await turn();
}
