import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsBooleanString, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { eventKinds } from '#domain';

/** A position token, before it is read. */
export const positionForm = /^[\w-]{1,1000}$/;
/** A stream, or a category of them. */
export const streamForm = /^(?:customer|handle|link|inbox|agent|team|policy|pages)(?:-[\w.-]{1,200})?$/;
/** Every type of event there is. */
export const eventTypes = eventKinds.map(({ type }): string => type);

/** `a,b` as the list it is. */
const Listed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value));

/** Which events a reader of the log wants. */
export class FeedFilterParams {
  /** Types of event, separated by commas. */
  @IsOptional() @Listed() @ArrayMaxSize(100) @IsIn(eventTypes, { each: true }) readonly types?: string[];
  /** Streams or categories of streams, separated by commas. */
  @IsOptional() @Listed() @ArrayMaxSize(100) @Matches(streamForm, { each: true }) readonly streams?: string[];
}

export class FeedParams extends FeedFilterParams {
  /** Position of the last record that was read; from the first event where it is left out. */
  @IsOptional() @Matches(positionForm) readonly after?: string;
  /** Records to give at most. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(10_000) readonly limit?: number;
  /** `true`: wait for what is recorded next, for as long as the client stays. */
  @IsOptional() @IsBooleanString() readonly follow?: string;
  /** `false`: leave sealed texts sealed, also for keys that may read them. */
  @IsOptional() @IsBooleanString() readonly text?: string;
}
