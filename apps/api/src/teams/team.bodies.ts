import { IsString, Length, Matches } from 'class-validator';

export class TeamBody {
  @IsString() @Length(1, 200) readonly name!: string;
}

/** A team with the id it will have. */
export class NewTeamBody extends TeamBody {
  @Matches(/^[\w.:@-]{1,200}$/) readonly id!: string;
}
