import { Type } from 'class-transformer';
import {
  IsBooleanString,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { channels, priorities } from '#domain';
import type { Priority } from '#domain';
import { IsInstant } from '../requests/index.js';

const id = /^[\w.:@-]{1,200}$/;
const token = /^[\w-]{1,1000}$/;
/** Facts about tickets have no text to look in. */
const searchableKinds = ['message', 'call', 'reply', 'note'] as const;
const queuedStates = ['new', 'open', 'pending', 'snoozed'] as const;
const periods = ['hour', 'day', 'week', 'month', 'all'] as const;
/** Volume is counted in quarters of an hour, so a question begins and ends on one. */
const onAQuarter = /:(00|15|30|45):00\.000Z$/;

/** Every question may say how fresh its answer must be. */
export class FreshnessParams {
  /** The `position` of an answer to a write: the answer shows what was written. */
  @IsOptional() @Matches(token) readonly minPosition?: string;
}

/** A list is read page by page. */
export class PageParams extends FreshnessParams {
  /** `next` of the page before. */
  @IsOptional() @Matches(token) readonly cursor?: string;
  @Type(() => Number) @IsInt() @Min(1) @Max(200) readonly limit: number = 50;
}

/** A question that can be put of an instant in the past. */
export class TicketParams extends FreshnessParams {
  /** What was true then, instead of now. */
  @IsOptional() @IsInstant() readonly asOf?: string;
}

export class TimelineParams extends PageParams {
  /** Only what had happened by then. */
  @IsOptional() @IsInstant() readonly asOf?: string;
}

export class QueueParams extends PageParams {
  /** The queue of that instant, in order of urgency and of when tickets were opened. */
  @IsOptional() @IsInstant() readonly asOf?: string;
  @IsOptional() @Matches(id) readonly inbox?: string;
  @IsOptional() @Matches(id) readonly team?: string;
  @IsOptional() @Matches(id) readonly assignee?: string;
  /** `true`: only tickets nobody has. */
  @IsOptional() @IsBooleanString() readonly unassigned?: string;
  /** New and open tickets where it is left out. */
  @IsOptional() @IsIn(queuedStates) readonly state?: (typeof queuedStates)[number];
  @IsOptional() @IsIn(priorities) readonly priority?: Priority;
  @IsOptional() @Matches(/^\S(.{0,62}\S)?$/u) readonly tag?: string;
  /** Of the customer's last message: `ar`, `en`. */
  @IsOptional() @Matches(/^[A-Za-z-]{2,35}$/) readonly language?: string;
  /** Only customers who have waited at least since this instant. */
  @IsOptional() @IsInstant() readonly waitingSince?: string;
}

export class SearchParams extends PageParams {
  /** Words, "phrases", beginnings*; Arabic and English alike. */
  @IsString() @Length(0, 500) readonly q!: string;
  @IsOptional() @Matches(id) readonly inbox?: string;
  @IsOptional() @Matches(id) readonly customerId?: string;
  @IsOptional() @IsIn(searchableKinds) readonly kind?: (typeof searchableKinds)[number];
}

export class VolumeParams extends FreshnessParams {
  @IsInstant() @Matches(onAQuarter) readonly from!: string;
  @IsInstant() @Matches(onAQuarter) readonly to!: string;
  @IsTimeZone() readonly zone: string = 'UTC';
  @IsIn(periods) readonly by: (typeof periods)[number] = 'day';
  @IsOptional() @Matches(id) readonly inbox?: string;
  @IsOptional() @IsIn(channels) readonly channel?: string;
}

export class QuarantineParams extends PageParams {
  @IsOptional() @Matches(id) readonly inbox?: string;
}
