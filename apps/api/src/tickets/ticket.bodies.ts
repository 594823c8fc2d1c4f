import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { priorities } from '#domain';
import type { Instant, Priority } from '#domain';
import { IsInstant } from '../requests/index.js';

/** Characters a reply or note may be long. */
const longestText = 100_000;
const id = /^[\w.:@-]{1,200}$/;

export class AssignBody {
  @Matches(id) readonly agentId!: string;
}
export class ReleaseBody {
  /** Who has it, as the one who asks believes; whoever asks where it is left out. */
  @IsOptional() @Matches(id) readonly agentId?: string;
}
export class HandOverBody {
  @Matches(id) readonly teamId!: string;
}
export class PriorityBody {
  @IsIn(priorities) readonly priority!: Priority;
}
export class TagBody {
  @Matches(/^\S(.{0,62}\S)?$/u) readonly tag!: string;
}
export class SurveyAnswerBody {
  /** Whether it was solved, in the customer’s own words. */
  @IsBoolean() readonly solved!: boolean;
  /** How content they are, of `scale`. */
  @IsOptional() @IsInt() @Min(0) @Max(100) readonly rating?: number;
  @IsOptional() @IsInt() @Min(1) @Max(100) readonly scale?: number;
}
export class SnoozeBody {
  @IsInstant() readonly until!: Instant;
}
export class ReplyBody {
  @IsString() @IsNotEmpty() @MaxLength(longestText) readonly text!: string;
  @IsOptional() @IsString() @MaxLength(longestText) readonly html?: string;
  /** The message it answers. */
  @IsOptional() @Matches(id) readonly answers?: string;
  /** What becomes of the ticket in the same breath. */
  @IsOptional() @IsIn(['pending', 'resolved']) readonly then?: 'pending' | 'resolved';
}
export class NoteBody {
  @IsString() @IsNotEmpty() @MaxLength(longestText) readonly text!: string;
}
