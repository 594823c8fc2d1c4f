import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Inject, Post, StreamableFile } from '@nestjs/common';
import { IsBoolean, IsNotEmpty, IsOptional, IsString } from 'class-validator';
import { Allow } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { problemOf } from '../problems/index.js';
import type { DeskStatus, ProgressLine } from './operations.port.js';

export class RebuildBody {
  /** Compare the new pages with the live ones, row by row, before they take their place. */
  @IsOptional()
  @IsBoolean()
  compare?: boolean;
}

export class BackupBody {
  /** An empty folder on the server’s machine; made where there is none. */
  @IsString()
  @IsNotEmpty()
  folder!: string;
}

/** What operators ask of a serving desk. Long works answer NDJSON: lines of progress, then one `result` or `problem`. */
@Controller('v1')
@Allow('admin')
export class OperationsController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  @Get('status')
  @Allow('admin', 'supervisor')
  status(): Promise<DeskStatus> {
    return this.parts.status();
  }

  @Post('operations/rebuild')
  @HttpCode(200)
  rebuild(@Body() { compare = false }: RebuildBody): StreamableFile {
    return story(this.parts.operations.rebuild(compare));
  }

  @Post('operations/verify')
  @HttpCode(200)
  verify(): StreamableFile {
    return story(this.parts.operations.verify());
  }

  @Post('operations/backup')
  @HttpCode(200)
  backup(@Body() { folder }: BackupBody): StreamableFile {
    return story(this.parts.operations.backup(folder));
  }
}

const story = (lines: AsyncIterable<ProgressLine>): StreamableFile =>
  new StreamableFile(Readable.from(asNdjson(lines)), { type: 'application/x-ndjson' });

/** The status line is long gone when a work fails: its problem is the last line. */
async function* asNdjson(lines: AsyncIterable<ProgressLine>): AsyncGenerator<string> {
  try {
    for await (const line of lines) yield `${JSON.stringify(line, inDigits)}\n`;
  } catch (fault) {
    yield `${JSON.stringify({ problem: problemOf(fault) })}\n`;
  }
}

/** Positions are bigints inside and digits outside. */
const inDigits = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
