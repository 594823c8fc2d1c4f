import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { handleKinds, likenesses } from '#domain';
import type { HandleKind, Likeness } from '#domain';

const id = /^[\w.:@-]{1,200}$/;

export class PairBody {
  /** The two files, in either order. */
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @Matches(id, { each: true })
  readonly customerIds!: [string, string];
}
export class DismissalBody extends PairBody {
  /** In what they are alike, as it was told: `because` of every reason. */
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(likenesses, { each: true })
  readonly likenesses!: Likeness[];
}
export class HandleBody {
  @IsIn(handleKinds) readonly kind!: HandleKind;
  /** As a person writes it; normalised by the desk. */
  @IsString() @Length(1, 320) readonly handle!: string;
}
/** Into another conversation of its file, or, with `toCustomerId`, into another customer's; with neither, into a new one. */
export class MoveBody {
  /** Where it stands, as the one who asks believes. */
  @Matches(id) readonly fromConversationId!: string;
  @IsOptional() @Matches(id) readonly toConversationId?: string;
  @IsOptional() @Matches(id) readonly toCustomerId?: string;
}
