import { IsInt, Min } from 'class-validator';

export class DropBody {
  /** The event that was looked at, by its place in the stream: the first that lies parked. */
  @IsInt() @Min(1) readonly version!: number;
}
