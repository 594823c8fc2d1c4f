import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../faults/chance.js';
import type { RoleName } from '../roles/role-process.js';
import { roles } from './crew.js';
import type { Crew } from './crew.js';

/** `killed`: as by a power cut, and begun again; `frozen`: silent until others have gone on in its place, then awake. */
export type Misfortune = { readonly role: RoleName; readonly fate: 'killed' | 'frozen'; readonly whom: Victim };

/** Two kills of the eldest, and whoever of two was alone with a work is gone; any: also one that is just beginning. */
type Victim = 'the eldest' | 'any';

/** Every so many kills of a role, one of its processes is frozen as well. */
const killsForEachFreeze = 3;

/** So many kills of each role and some freezes, in an order that chance makes. */
export function misfortunesOf(chance: Chance, kills: number): readonly Misfortune[] {
  const freezes = Math.ceil(kills / killsForEachFreeze);
  const all = roles.flatMap((role): Misfortune[] => [
    ...Array.from({ length: kills }, (_, n): Misfortune => ({ role, fate: 'killed', whom: n % 4 < 2 ? 'the eldest' : 'any' })), // prettier-ignore
    ...Array.from({ length: freezes }, (): Misfortune => ({ role, fate: 'frozen', whom: 'any' })),
  ]);
  const drawn: Misfortune[] = [];
  while (all.length > 0) drawn.push(...all.splice(chance.between(0, all.length - 1), 1));
  return drawn;
}

/** What a misfortune is made with. */
export interface Trouble {
  readonly crew: Crew;
  readonly chance: Chance;
  /** After how long a silence others have gone on with what a process of this role was alone with. */
  readonly goneAfterSeconds: (role: RoleName) => number;
  /** The clock that leases run out by, in milliseconds. */
  readonly now: () => Promise<number>;
}

/** Lets it happen to one process of the role. */
export async function befall({ role, fate, whom }: Misfortune, { crew, chance, goneAfterSeconds, now }: Trouble) {
  const one = whom === 'any' ? chance.pick(crew.of(role)) : crew.of(role)[0];
  if (one === undefined) throw new Error(`there is no ${role}`);
  if (fate === 'killed') return crew.kill(one);
  one.freeze();
  for (const frozenAt = await now(); (await now()) < frozenAt + goneAfterSeconds(role) * 1_000;) await pause(100);
  one.wake();
}
