import {
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { inboxKinds } from '#domain';
import type { InboxKind } from '#domain';

const variable = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const year = 366 * 86_400;
/** A reopen window that never ends, in any life of a ticket. */
const century = 100 * year;

/** How an inbox is set. Secrets stand in the environment; here only the names of their variables. */
export class InboxBody {
  @IsIn(inboxKinds) readonly kind!: InboxKind;
  /** Mailbox, phone number id, site. */
  @IsString() @Length(0, 320) readonly address!: string;
  /** ISO 3166-1 alpha-2, for numbers without a country code. */
  @IsOptional() @Matches(/^[A-Z]{2}$/) readonly region?: string;
  /** IANA zone, for times without an offset. UTC where it is left out. */
  @IsOptional() @IsTimeZone() readonly timeZone?: string;
  @IsOptional() @IsInt() @Min(0) @Max(century) readonly reopenWindowSeconds?: number;
  @IsOptional() @IsInt() @Min(60) @Max(year) readonly silenceSeconds?: number;
  @IsOptional() @Matches(variable) readonly secretName?: string;
  @IsOptional() @Matches(variable) readonly verifyName?: string;
  /** Environment variable of what sending takes: an SMTP URL, a provider’s token. */
  @IsOptional() @Matches(variable) readonly sendSecretName?: string;
  /** Base URL of the provider’s sending interface, where it is not the usual one. */
  @IsOptional() @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true }) readonly sendUrl?: string; // prettier-ignore
  /** Name that customers see answers come from; on one line. */
  @IsOptional() @Matches(/^[^\p{Cc}]{1,200}$/u) readonly displayName?: string;
  /** Further addresses of the desk: mail from one of these is a loop. */
  @IsOptional() @IsArray() @Matches(/^\S{1,320}$/, { each: true }) readonly ownAddresses?: string[];
}

/** An inbox with the name it will have. */
export class NewInboxBody extends InboxBody {
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/) readonly id!: string;
}
