import { Presets, SingleBar } from 'cli-progress';

/** How far long work has come. */
export interface Progress {
  /** `done` of `total`; what is counted is up to the work. `note` stands after the bar. */
  show(done: number, total: number, note?: string): void;
  end(): void;
}

/** A bar where somebody watches; silence where nobody does (a pipe, `--json`). */
export function progressOn(stream: NodeJS.WriteStream, title: string): Progress {
  return stream.isTTY ? new BarProgress(stream, title) : { show: () => undefined, end: () => undefined };
}

class BarProgress implements Progress {
  private readonly bar: SingleBar;

  constructor(stream: NodeJS.WriteStream, title: string) {
    const format = `${title.padEnd(10)} {bar} {percentage} %  {note}`;
    this.bar = new SingleBar(
      { stream, format, barsize: 30, hideCursor: true, clearOnComplete: true, fps: 12, gracefulExit: false },
      Presets.shades_classic,
    );
  }

  show(done: number, total: number, note = ''): void {
    if (!this.bar.isActive) this.bar.start(Math.max(total, 1), done, { note });
    this.bar.setTotal(Math.max(total, 1));
    this.bar.update(done, { note });
  }

  end(): void {
    this.bar.stop();
  }
}
