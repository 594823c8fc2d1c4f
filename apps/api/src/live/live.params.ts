import { IsBooleanString, IsOptional, Matches } from 'class-validator';

const id = /^[\w.:@-]{1,200}$/;
const token = /^[\w-]{1,1000}$/;

/** Where a client goes on. */
export class LiveParams {
  /** `position` of the page it has read. */
  @IsOptional() @Matches(token) readonly after?: string;
}

export class LiveQueueParams extends LiveParams {
  @IsOptional() @Matches(id) readonly inbox?: string;
  @IsOptional() @Matches(id) readonly team?: string;
  @IsOptional() @Matches(id) readonly assignee?: string;
  /** `true`: only tickets nobody has. */
  @IsOptional() @IsBooleanString() readonly unassigned?: string;
}
