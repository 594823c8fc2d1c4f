import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own words in the house's structured log. Its chatter at start is for debugging. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug({ nest: String(message) });
  }
  warn(message: unknown): void {
    this.logger.warn({ nest: String(message) });
  }
  error(message: unknown): void {
    this.logger.error({ nest: String(message) });
  }
}
