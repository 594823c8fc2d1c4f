import type { InboxProfile, ParsedEnvelope, RawEnvelope } from '#channels';
import { parserFor } from '#channels/open';

/** What crosses to the parsing thread. */
export interface ParseTask {
  readonly raw: RawEnvelope;
  readonly inbox: InboxProfile;
}

/** The parsing thread: reads one envelope by its inbox's parser. */
export default async function parse({ raw, inbox }: ParseTask): Promise<ParsedEnvelope> {
  const parser = await parserFor(inbox.kind);
  return parser(raw, inbox);
}
