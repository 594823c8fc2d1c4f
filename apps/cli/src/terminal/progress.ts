import { Presets, SingleBar } from 'cli-progress';

/** How far long work has come. */
export interface Progress {
  /** `done` of `total`; what is counted is up to the work. `note` stands after the bar. */
  show(done: number, total: number, note?: string): void;
  end(): void;
}

/** A bar where somebody watches; a line at every quarter of the way where it is written down. */
export function progressOn(stream: NodeJS.WriteStream, title: string): Progress {
  return stream.isTTY ? new BarProgress(stream, title) : new LineProgress(stream, title);
}

class LineProgress implements Progress {
  private quarters = 0;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly title: string,
  ) {}

  show(done: number, total: number, note = ''): void {
    const quarters = total === 0 ? 0 : Math.floor((done / total) * 4);
    if (quarters <= this.quarters) return;
    this.quarters = quarters;
    this.stream.write(`${this.title.padEnd(10)} ${String(quarters * 25).padStart(3)} %  ${note}\n`);
  }

  end(): void {
    this.quarters = 0;
  }
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
