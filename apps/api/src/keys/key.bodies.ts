import { Equals, IsArray, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { roles } from '#desk-store';
import type { Role } from '#desk-store';
import { FieldsInvalid } from '../requests/index.js';
import type { KeyRequest } from './issue-key.js';

/** Whom a new key is for. */
export class KeyBody {
  @IsIn(roles) readonly role!: Role;
  /** For people: where the key is used. */
  @IsString() @Length(1, 200) readonly label!: string;
  /** The agent it speaks for; the key itself acts where it is left out. */
  @IsOptional() @Matches(/^[\w.:@-]{1,200}$/) readonly agentId?: string;
  /** Inboxes a connector may push to; all of them where it is left out. */
  @IsOptional() @IsArray() @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, { each: true }) readonly inboxes?: string[];
  /** An analyst's key that opens what people wrote; those of the other roles do, or never do. */
  @IsOptional() @Equals(true) readonly mayReadText?: true;
}

/** The scope of a key: inboxes for a connector, an agent for everybody else. Errors: `FieldsInvalid`. */
export function keyRequestOf({ role, label, agentId = '', inboxes = [], mayReadText }: KeyBody): KeyRequest {
  const request = { role, label, scope: role === 'connector' ? inboxes.join(' ') : agentId };
  if (mayReadText === undefined) return request;
  if (role === 'analyst') return { ...request, mayReadText };
  throw new FieldsInvalid([{ field: 'mayReadText', reason: 'mayReadText is for analysts: other roles need no grant' }]);
}
