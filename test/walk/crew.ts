import { RoleDesk } from '../roles/role-desk.js';
import type { RoleName, RoleProcess } from '../roles/role-process.js';

/** How many processes of each role there are at any time. */
export const crewOfTheWalk = { intake: 2, api: 2, projector: 2, relay: 1 } as const;
export const roles = Object.keys(crewOfTheWalk) as readonly RoleName[];

/** A desk whose processes end so often by themselves is not followed further. */
const mostUnasked = 20;

/**
 * The processes of a desk: whoever is killed is followed by another of its role. Whoever ends unasked is followed as well,
 * and its last words are kept.
 */
export class Crew {
  /** Of processes that nobody killed, what they said before they ended. */
  readonly endedUnasked: string[] = [];
  readonly #desk: RoleDesk;
  readonly #killed = new WeakSet<RoleProcess>();
  readonly #beginning = new Set<Promise<void>>();
  #isAtWork = true;

  constructor(settings: Readonly<Record<string, string>>) {
    this.#desk = new RoleDesk(settings);
  }

  get doors() {
    return this.#desk.doors;
  }

  of(role: RoleName): readonly RoleProcess[] {
    return this.#desk.of(role);
  }

  /** Begins all of them, and waits until they serve. Errors: the words of one that does not. */
  async begin(): Promise<void> {
    for (const role of roles) for (let count = 0; count < crewOfTheWalk[role]; count += 1) this.#beginOne(role);
    await this.complete();
    const [words] = this.endedUnasked;
    if (words !== undefined) throw new Error(words);
  }

  /** As `kill -9`; another one begins at once. */
  async kill(one: RoleProcess): Promise<void> {
    this.#killed.add(one);
    await one.kill();
  }

  /** Resolves when all of them serve. */
  async complete(): Promise<void> {
    while (this.#beginning.size > 0 && this.endedUnasked.length < mostUnasked) await Promise.race(this.#beginning);
  }

  /** Asks all of them to stop. Answers how those ended that did so otherwise than well. */
  async stop(): Promise<readonly string[]> {
    this.#isAtWork = false;
    const ended = await this.#desk.stop();
    return ended.filter(({ code }) => code !== 0).map(({ code, signal }) => `ended with ${code ?? signal}`);
  }

  async end(): Promise<void> {
    this.#isAtWork = false;
    await this.#desk.end();
  }

  #beginOne(role: RoleName): void {
    const beginning = this.#desk.beginOne(role).then(
      () => undefined,
      () => undefined,
    );
    const begun = this.#desk.processes.at(-1) as RoleProcess;
    void begun.ended.then(() => this.#follow(begun));
    const settled = beginning.finally(() => this.#beginning.delete(settled));
    this.#beginning.add(settled);
  }

  #follow(gone: RoleProcess): void {
    if (!this.#isAtWork) return;
    if (!this.#killed.has(gone)) this.endedUnasked.push(`${gone.role}: ${gone.complaints.slice(-2_000)}`);
    if (this.endedUnasked.length < mostUnasked) this.#beginOne(gone.role);
  }
}
