import { IsArray, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { roles } from '#desk-store';
import type { Role } from '#desk-store';
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
}

/** The scope of a key: inboxes for a connector, an agent for everybody else. */
export function keyRequestOf({ role, label, agentId = '', inboxes = [] }: KeyBody): KeyRequest {
  return { role, label, scope: role === 'connector' ? inboxes.join(' ') : agentId };
}
