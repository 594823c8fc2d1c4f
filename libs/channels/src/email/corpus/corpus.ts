import { existsSync, readFileSync } from 'node:fs';
import type { InboxProfile, MessageItem } from '../../item.js';
import { parseEmail } from '../parse-email.js';

const root = '../shared/data/mail';

/** A folder of recorded mails, read in place; where it is absent its suite is skipped, by name. */
export interface Corpus {
  readonly name: string;
  readonly describe: jest.Describe;
  bytes(file: string): Buffer;
  json<Content>(file: string): Content;
}

/** The corpus `mail/<name>`. */
export function corpus(name: string): Corpus {
  const folder = `${root}/${name}`;
  const bytes = (file: string): Buffer => readFileSync(`${folder}/${file}`);
  return {
    name: `mail/${name}`,
    describe: existsSync(folder) ? describe : describe.skip,
    bytes,
    json: <Content>(file: string): Content => JSON.parse(bytes(file).toString('utf8')) as Content,
  };
}

/** An inbox like those of the recorded mails. */
export const inbox: InboxProfile = {
  id: 'mail', kind: 'email', address: 'care@example.com', ownAddresses: ['accounts@chatwoot.com'], region: 'SA',
  timeZone: 'UTC',
}; // prettier-ignore

/** The one message in a mail. Errors: when the parser refused it. */
export async function messageIn(bytes: Uint8Array): Promise<MessageItem> {
  const raw = {
    bytes,
    contentType: 'message/rfc822',
    receivedAt: '2026-01-01T00:00:00.000Z',
    nativeId: '',
    context: '',
  };
  const { items, refusals } = await parseEmail(raw, inbox);
  const [item] = items;
  if (item?.kind !== 'message') throw new Error(`no message: ${JSON.stringify(refusals)}`);
  return item;
}

export interface Case {
  readonly name: string;
  /** Throws, or rejects, where the expectation is not met. */
  readonly check: () => Promise<void> | void;
}

/**
 * One test a case. An excepted one must fail, so that the list of exceptions stays true; its reason is the sentence of
 * the standard that the expectation contradicts, or says what of it is not a mail parser's.
 */
export function checkCases(
  of: Pick<Corpus, 'name'>,
  cases: readonly Case[],
  excepted: Readonly<Record<string, string>> = {},
): void {
  if (cases.length === 0) it('are not at hand', () => undefined);
  let met = 0;
  for (const { name, check } of cases) {
    const reason = excepted[name];
    if (reason !== undefined)
      it(`${name} is read otherwise, because ${reason}`, () => expect(async () => check()).rejects.toThrow());
    else
      it(name, async () => {
        await check();
        met++;
      });
  }
  afterAll(() => {
    const line = `corpus ${of.name}: ${cases.length} cases, ${met} met, ${Object.keys(excepted).length} excepted\n`;
    process.stdout.write(line);
  });
}
