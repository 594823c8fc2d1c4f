import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Postgres } from './open-postgres.js';

const firstPauseMs = 100;
const longestPauseMs = 5_000;

/**
 * Hears what is notified on one channel, on a connection of its own: only while somebody listens, and again after the
 * connection was lost. News only wake: while the connection was away some were missed, so each new one counts as news.
 */
export class PostgresNews {
  #listeners = 0;
  #stop = new AbortController();

  constructor(
    private readonly postgres: Postgres,
    private readonly channel: string,
    private readonly onNews: () => void,
  ) {}

  /** Listens until as many `leave` as came. */
  listen(): void {
    this.#listeners += 1;
    if (this.#listeners > 1) return;
    this.#stop = new AbortController();
    void this.#keepListening(this.#stop.signal);
  }

  leave(): void {
    this.#listeners -= 1;
    if (this.#listeners === 0) this.#stop.abort();
  }

  async #keepListening(stop: AbortSignal): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!stop.aborted) {
      const heard = await this.#listenOnce(stop);
      pauseMs = heard ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      await pause(pauseMs, undefined, { signal: stop, ref: false }).catch(() => undefined);
    }
  }

  /** Answers whether the channel could be heard, once it can no longer be. */
  async #listenOnce(stop: AbortSignal): Promise<boolean> {
    const connection = new Client(this.postgres.settings);
    const lost = new Promise<void>((resolve) => {
      connection.on('error', () => resolve());
      connection.on('end', resolve);
      stop.addEventListener('abort', () => resolve(), { once: true });
    });
    connection.on('notification', this.onNews);
    try {
      await connection.connect();
      await connection.query(`LISTEN "${this.channel}"`);
      this.onNews();
      await lost;
      return true;
    } catch {
      return false;
    } finally {
      await connection.end().catch(() => undefined);
    }
  }
}
