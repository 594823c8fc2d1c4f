import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator'; // prettier-ignore
import type { WebhookStart } from '#application';
import type { WebhookSettings } from '#desk-store';
import type { PositionTokens } from '../api-parts.js';
import { eventTypes, positionForm, streamForm } from '../feed/index.js';
import { FieldsInvalid } from '../requests/index.js';

const variable = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
/** Records of a delivery, where nobody says. */
const usualRecords = 100;

/** Where a webhook leads, and what is told there. */
export class WebhookBody {
  @IsString() @Length(1, 2000) readonly url!: string;
  /** Environment variable of what deliveries are signed with: `whsec_…`, or two while one takes the other’s place. */
  @Matches(variable) readonly secretName!: string;
  /** Types of event; all where it is left out. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsIn(eventTypes, { each: true }) readonly types?: string[];
  /** Streams or categories of streams; all where it is left out. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @Matches(streamForm, { each: true }) readonly streams?: string[];
  /** `true`: what people wrote is opened. */
  @IsOptional() @IsBoolean() readonly withText?: boolean;
  /** Records of one delivery, at most. */
  @IsOptional() @IsInt() @Min(1) @Max(500) readonly maxRecords?: number;
}

/** A webhook with the name it will have, and from where it is told the log. */
export class NewWebhookBody extends WebhookBody {
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/) readonly id!: string;
  /** From the first event, or, where neither this nor `after` is given, from whatever is recorded next. */
  @IsOptional() @IsIn(['first', 'next']) readonly from?: 'first' | 'next';
  /** Behind this position. */
  @IsOptional() @Matches(positionForm) readonly after?: string;
}

/** From where a webhook is told the log again: one of the two. */
export class WebhookReplayBody {
  /** From the first event, from whatever is recorded next, or behind what it took last. */
  @IsOptional() @IsIn(['first', 'next', 'kept']) readonly from?: 'first' | 'next' | 'kept';
  /** Behind this position. */
  @IsOptional() @Matches(positionForm) readonly after?: string;
}

export const settingsOf = ({ url, secretName, types = [], streams = [], withText = false, maxRecords = usualRecords }: WebhookBody): WebhookSettings => ({ url, secretName, types, streams, withText, maxRecords }); // prettier-ignore

/** Where it begins; `usual` where nothing is said. Errors: `FieldsInvalid`, `POSITION.UNREADABLE`. */
export function startOf<From extends WebhookStart>(
  { from, after }: { readonly from?: From; readonly after?: string },
  positions: PositionTokens,
  usual?: From,
): From | bigint {
  if (after !== undefined && from !== undefined) throw oneOfTwo('both "from" and "after" are given');
  if (after !== undefined) return positions.read(after);
  const said = from ?? usual;
  if (said === undefined) throw oneOfTwo('neither "from" nor "after" is given');
  return said;
}

const oneOfTwo = (reason: string) => new FieldsInvalid([{ field: 'from', reason }]);
