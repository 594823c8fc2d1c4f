import { Body, Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { OnApplicationShutdown, StreamableFile } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
} from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { Instant } from '#domain';
import { Allow } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { IsInstant } from '../requests/index.js';
import { pageSets } from './operations.port.js';
import type { DeskStatus, Erased, PageCopy, PageSetName, RebuildStatus } from './operations.port.js';
import type { ShownCopy, ShownRebuild } from './shown-rebuild.js';
import { Stories } from './stories.js';

export class RebuildBody {
  /** Compare the new pages with the live ones, row by row, before they take their place. */
  @IsOptional()
  @IsBoolean()
  compare?: boolean;

  /** `false`: the new pages take their place though nobody held them against a second fold of the log. */
  @IsOptional()
  @IsBoolean()
  check?: boolean;

  /** `false`: the new pages are compared with the live ones and thrown away. */
  @IsOptional()
  @IsBoolean()
  publish?: boolean;

  /** Only the pages agents work with, or those figures are counted from. */
  @IsOptional()
  @IsIn(pageSets)
  only?: PageSetName;
}

export class RollBackBody {
  /** Only the pages agents work with, or those figures are counted from; all that can go back where it is left out. */
  @IsOptional()
  @IsIn(pageSets)
  only?: PageSetName;
}

export class ScratchBody {
  /** What was recorded until then; everything where it is left out. */
  @IsOptional()
  @IsInstant()
  to?: Instant;
}

export class BackupBody {
  /** An empty folder on the server’s machine; made where there is none. */
  @IsString()
  @IsNotEmpty()
  folder!: string;
}

export class EraseBody {
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @Matches(/^[0-9a-z]{20}$/, { each: true })
  customerIds!: string[];

  /** Only these files, not the others of the same person. */
  @IsOptional()
  @IsBoolean()
  onlyFiles?: boolean;
}

/** What operators ask of a serving desk. Long works answer NDJSON: lines of progress, then one `result` or `problem`. */
@Controller('v1')
@Allow('admin')
export class OperationsController implements OnApplicationShutdown {
  private readonly stories = new Stories();

  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** The desk's stores are closed next: nothing may be at work on them then. */
  onApplicationShutdown(): Promise<void> {
    return this.stories.over();
  }

  @Get('status')
  @Allow('admin', 'supervisor')
  status(): Promise<DeskStatus> {
    return this.parts.status();
  }

  @Post('operations/rebuild')
  @HttpCode(200)
  rebuild(
    @Body() { publish = true, compare = !publish, check = true, only }: RebuildBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): StreamableFile {
    return this.stories.tell(
      (signal) => this.parts.operations.rebuild({ compare, check, publish, only }, signal),
      reply,
    );
  }

  @Get('operations/rebuild')
  async rebuildStatus(): Promise<ShownRebuild> {
    return this.shown(await this.parts.operations.rebuildStatus());
  }

  @Post('operations/rebuild/roll-back')
  @HttpCode(200)
  rollBack(@Body() { only }: RollBackBody, @Res({ passthrough: true }) reply: FastifyReply): StreamableFile {
    return this.stories.tell((signal) => this.parts.operations.rollBack(only, signal), reply);
  }

  @Post('operations/rebuild/forget')
  @HttpCode(200)
  async forgetFormer(): Promise<ShownRebuild> {
    return this.shown(await this.parts.operations.forgetFormer());
  }

  @Post('operations/rebuild/abort')
  @HttpCode(200)
  async abortRebuild(): Promise<ShownRebuild> {
    return this.shown(await this.parts.operations.abortRebuild());
  }

  @Post('operations/scratch')
  @HttpCode(200)
  scratch(@Body() { to }: ScratchBody, @Res({ passthrough: true }) reply: FastifyReply): StreamableFile {
    return this.stories.tell((signal) => this.parts.operations.scratch(to, signal), reply);
  }

  @Post('operations/verify')
  @HttpCode(200)
  verify(@Res({ passthrough: true }) reply: FastifyReply): StreamableFile {
    return this.stories.tell((signal) => this.parts.operations.verify(signal), reply);
  }

  @Post('operations/backup')
  @HttpCode(200)
  backup(@Body() { folder }: BackupBody, @Res({ passthrough: true }) reply: FastifyReply): StreamableFile {
    return this.stories.tell((signal) => this.parts.operations.backup(folder, signal), reply);
  }

  @Post('operations/erase')
  @HttpCode(200)
  erase(
    @Body() { customerIds, onlyFiles = false }: EraseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): StreamableFile {
    return this.stories.tell((signal) => this.parts.operations.erase(customerIds, onlyFiles, signal), reply);
  }

  private shown({ isUnderWay, sets }: RebuildStatus): ShownRebuild {
    const { positions } = this.parts;
    const shownCopy = (copy: PageCopy): ShownCopy => ({ ...copy, position: positions.write(copy.position) });
    return { isUnderWay, sets: sets.map((set) => ({ ...set, copies: set.copies.map(shownCopy) })) };
  }

  @Get('erasures')
  async erasures(): Promise<{ readonly erasures: readonly Erased[]; readonly position: bigint }> {
    const position = await this.parts.head();
    return { erasures: await this.parts.operations.erased(), position };
  }
}
