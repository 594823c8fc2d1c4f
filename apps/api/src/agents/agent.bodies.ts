import { IsEmail, IsOptional, IsString, Length, Matches } from 'class-validator';

/** Who an agent is, as people call them. */
export class AgentBody {
  @IsString() @Length(1, 200) readonly name!: string;
  /** E-mail address, for notices of the desk; nobody answers from it. */
  @IsOptional() @IsEmail() readonly address?: string;
}

/** An agent with the id they will have; it stands in the log for ever, and is no place for a name. */
export class NewAgentBody extends AgentBody {
  @Matches(/^[\w.:@-]{1,200}$/) readonly id!: string;
}
