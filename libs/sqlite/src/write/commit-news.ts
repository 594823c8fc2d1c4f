import { realpathSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';

const channelOf = (path: string): string => `sijil-commits:${realpathSync(path)}`;

/** How often commits are announced at most, in milliseconds: every thread that listens is woken each time. */
const announceEveryMs = 20;

/**
 * Tells all threads of this process that something was committed to a file: call it in the thread that writes. The first
 * commit after a rest is told at once, what follows on its heels together.
 */
export function commitAnnouncer(path: string): () => void {
  const channel = new BroadcastChannel(channelOf(path));
  channel.unref();
  let next: NodeJS.Timeout | undefined;
  let isOwed = false;
  const announce = () => {
    isOwed = false;
    channel.postMessage('committed');
    next = setTimeout(() => {
      next = undefined;
      if (isOwed) announce();
    }, announceEveryMs);
    next.unref();
  };
  return () => {
    if (next === undefined) announce();
    else isOwed = true;
  };
}

/** Hears what the writer of a file announces, in whichever thread of this process; only while somebody listens. */
export class CommitNews {
  private readonly channelName: string;
  private channel: BroadcastChannel | undefined;
  private listeners = 0;

  constructor(
    path: string,
    private readonly heard: () => void,
  ) {
    this.channelName = channelOf(path);
  }

  /** Somebody listens from now on, until `leave`. */
  listen(): void {
    this.listeners += 1;
    this.channel ??= this.open();
  }

  leave(): void {
    this.listeners -= 1;
    if (this.listeners > 0) return;
    this.channel?.close();
    this.channel = undefined;
  }

  private open(): BroadcastChannel {
    const channel = new BroadcastChannel(this.channelName);
    channel.onmessage = () => this.heard();
    channel.unref();
    return channel;
  }
}
