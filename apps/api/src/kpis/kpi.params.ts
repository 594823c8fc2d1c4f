import { Transform, Type } from 'class-transformer';
import { IsBooleanString, IsIn, IsInt, IsOptional, IsTimeZone, Length, Matches, Max, Min } from 'class-validator';
import { channels, priorities } from '#domain';
import { dimensions, windows } from '#kpi';
import type { Dimension, WindowName } from '#kpi';
import { FreshnessParams } from '../pages/index.js';
import { IsInstant } from '../requests/index.js';

const token = /^[\w-]{1,1000}$/;
/** An id, or nothing: what stands nowhere. */
const idOrNone = /^[\w.:@-]{0,200}$/;
const onAQuarter = /:(00|15|30|45):00\.000Z$/;
const periods = ['hour', 'day', 'week', 'month', 'all'] as const;
const windowNames = Object.keys(windows) as readonly WindowName[];
const listed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

/** What is asked of a KPI. A dimension left out is not asked about; an empty one asks for what has none. */
export class KpiParams extends FreshnessParams {
  @IsInstant() @Matches(onAQuarter) readonly from!: string;
  @IsInstant() @Matches(onAQuarter) readonly to!: string;
  @IsTimeZone() readonly zone: string = 'UTC';
  @IsIn(periods) readonly by: (typeof periods)[number] = 'day';
  /** Dimensions, separated by commas. */
  @Transform(listed) @IsIn(dimensions, { each: true }) readonly group: readonly Dimension[] = [];
  @IsIn(windowNames) readonly window: WindowName = '7d';
  @IsBooleanString() readonly sameTopic: string = 'false';
  /** The instant the question is put at; now, where it is left out. */
  @IsOptional() @IsInstant() readonly asOf?: string;
  /** A position: what was known there. */
  @IsOptional() @Matches(token) readonly knownAt?: string;
  @IsOptional() @IsIn(['', ...channels]) readonly channel?: string;
  @IsOptional() @Matches(idOrNone) readonly inbox?: string;
  @IsOptional() @Matches(idOrNone) readonly team?: string;
  @IsOptional() @Matches(idOrNone) readonly agent?: string;
  @IsOptional() @Length(0, 64) readonly tag?: string;
  @IsOptional() @IsIn(['', ...priorities]) readonly priority?: string;
  @IsOptional() @Matches(/^[\w-]{0,20}$/) readonly language?: string;
}

/** A list behind a figure is read page by page. */
export class KpiListParams extends KpiParams {
  /** `next` of the page before. */
  @IsOptional() @Matches(token) readonly cursor?: string;
  @Type(() => Number) @IsInt() @Min(1) @Max(200) readonly limit: number = 50;
}

export class WhyNotParams extends KpiParams {
  /** A message, a call or a ticket. */
  @Matches(/^[\w.:@-]{1,200}$/) readonly subject!: string;
}

export class RestatementParams extends KpiParams {
  /** The position whose figures are compared with those of now; left out, nothing was known yet. */
  @IsOptional() @Matches(token) readonly since?: string;
}
