import { realpathSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';
import { Bell } from '../bell.js';

/** The channel on which the writer thread tells all threads of this process that it committed. */
export const newsChannel = (path: string): string => `sijil-log:${realpathSync(path)}`;

/** Rings when the writer of a file, in whichever thread of this process, committed. It listens only while somebody follows. */
export class LogNews {
  readonly bell = new Bell();
  readonly #channelName: string;
  #channel: BroadcastChannel | undefined;
  #listeners = 0;

  constructor(path: string) {
    this.#channelName = newsChannel(path);
  }

  /** Somebody follows from now on, until `leave`. */
  listen(): void {
    this.#listeners += 1;
    this.#channel ??= this.#open();
  }

  leave(): void {
    this.#listeners -= 1;
    if (this.#listeners > 0) return;
    this.#channel?.close();
    this.#channel = undefined;
  }

  #open(): BroadcastChannel {
    const channel = new BroadcastChannel(this.#channelName);
    channel.onmessage = () => this.bell.ring();
    channel.unref();
    return channel;
  }
}
