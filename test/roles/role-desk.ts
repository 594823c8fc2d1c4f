import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DeskAddress } from '../faults/desk-process.js';
import { RoleProcess } from './role-process.js';
import type { RoleName } from './role-process.js';

/** How many processes of each role a desk is made of. */
export type Crew = Readonly<Record<RoleName, number>>;

const askAgainAfterMs = 50;
export const roleAdminKey = 'a-key-for-tests-that-kill';

/** Settings of a desk of its own whose stores lie at one address, and whose large bodies in a folder all of it sees. */
export const onOneDatabase = (url: string, folder: string): Readonly<Record<string, string>> => ({
  DATA_DIR: join(folder, 'data'),
  BLOB_URL: `file:${join(folder, 'blobs')}`,
  ...{ LOG_URL: url, DESK_URL: url, KEYS_URL: url, READ_URL: url },
  ...{ LEASE_SECONDS: '3', DESK_ID: 'roles', DRAIN_WITHIN_SECONDS: '120' },
});

/** A desk of several processes on one database: each may be killed, frozen, stopped and begun again by itself. */
export class RoleDesk {
  readonly processes: RoleProcess[] = [];
  readonly #apis = new Map<RoleProcess, DeskAddress>();

  constructor(private readonly settings: Readonly<Record<string, string>>) {}

  /** Begins so many of each, all at once, and waits until all of them serve. */
  async begin(crew: Partial<Crew>): Promise<void> {
    const roles = Object.entries(crew) as [RoleName, number][];
    await Promise.all(roles.flatMap(([role, count]) => Array.from({ length: count }, () => this.beginOne(role))));
  }

  /** Begins one more, and waits until it serves. */
  async beginOne(role: RoleName): Promise<RoleProcess> {
    const one = RoleProcess.begin(role, { PORT: '0', ADMIN_KEY: roleAdminKey, LOG_LEVEL: 'warn', ...this.settings });
    this.processes.push(one);
    const url = await one.url();
    if (role === 'api') this.#apis.set(one, new DeskAddress(url));
    return one;
  }

  /** Those of a role that were not killed or stopped. */
  of(role: RoleName): readonly RoleProcess[] {
    return this.processes.filter((one) => one.role === role && one.isAlive);
  }

  /** The doors that are open. */
  get doors(): readonly DeskAddress[] {
    return [...this.#apis].filter(([one]) => one.isAlive).map(([, address]) => address);
  }

  /** Where one of the apis listens. */
  addressOf(api: RoleProcess): DeskAddress {
    const address = this.#apis.get(api);
    if (!address) throw new TypeError('this process has no doors');
    return address;
  }

  /** The first of the open doors. */
  get door(): DeskAddress {
    const [first] = this.doors;
    if (!first) throw new TypeError('no door is open');
    return first;
  }

  /** Everything each process wrote on standard error, by its role. */
  get complaints(): string {
    return this.processes.map(({ role, complaints }) => `${role}: ${complaints}`).join('\n');
  }

  /** Resolves when the answer is as wanted. */
  async until<Answer>(ask: () => Promise<Answer>, isWanted: (answer: Answer) => boolean): Promise<Answer> {
    for (;;) {
      const answer = await ask();
      if (isWanted(answer)) return answer;
      await pause(askAgainAfterMs);
    }
  }

  /** Asks all of them to stop; whatever does not listen is killed by `end`. Answers how each ended. */
  stop() {
    return Promise.all(this.processes.filter(({ isAlive }) => isAlive).map((one) => one.stop()));
  }

  /** Whatever is left is killed: frozen processes as well. */
  async end(): Promise<void> {
    await Promise.all(this.processes.filter(({ isAlive }) => isAlive).map((one) => one.kill()));
  }
}
