import { believedFor, Presence } from './presence.js';
import type { OtherDoors, Present, PresentAt } from './presence.port.js';

const at = (minute: number) => `2026-03-01T08:0${minute}:00.000Z`;
const lina: PresentAt = { ticketId: 't1', agentId: 'lina', state: 'typing', since: at(1) };

/** Other doors as one process knows them. */
class Doors implements OtherDoors {
  readonly told: (readonly [string, string, Present | undefined])[] = [];
  say: (all: readonly PresentAt[]) => void = () => undefined;

  tell(...said: readonly [string, string, Present | undefined]): void {
    this.told.push(said);
  }
  hear(changed: (all: readonly PresentAt[]) => void): void {
    this.say = changed;
  }
}

describe('who looks at a ticket', () => {
  let [ticks, doors, presence] = [0] as unknown as [number, Doors, Presence];
  beforeEach(() => {
    [ticks, doors] = [0, new Doors()];
    presence = new Presence(() => ticks, doors);
  });

  it('are also those whom other doors heard, and whoever watches is told when they come and go', () => {
    let changes = 0;
    presence.watch('t1', () => (changes += 1));
    presence.enter('t1', 'omar', 'viewing', at(0));
    doors.say([lina]);
    doors.say([lina]);
    expect(presence.on('t1').map(({ agentId }) => agentId)).toEqual(['omar', 'lina']);
    doors.say([]);
    expect(presence.on('t1').map(({ agentId }) => agentId)).toEqual(['omar']);
    expect(changes).toBe(3);
  });

  it('are there once, as they said last, whichever door they said it at', () => {
    presence.enter('t1', 'lina', 'viewing', at(0));
    doors.say([lina]);
    expect(presence.on('t1')).toEqual([{ agentId: 'lina', state: 'typing', since: at(1) }]);
    presence.enter('t1', 'lina', 'viewing', at(2));
    expect(presence.on('t1')).toMatchObject([{ state: 'viewing' }]);
  });

  it('are told to other doors when it changes, and again before it is forgotten there', () => {
    const enter = () => presence.enter('t1', 'omar', 'viewing', at(0));
    enter();
    enter();
    ticks += believedFor / 2;
    enter();
    presence.leave('t1', 'omar');
    presence.leave('t1', 'omar');
    const there = ['t1', 'omar', { agentId: 'omar', state: 'viewing', since: at(0) }];
    expect(doors.told).toEqual([there, there, ['t1', 'omar', undefined]]);
  });
});
