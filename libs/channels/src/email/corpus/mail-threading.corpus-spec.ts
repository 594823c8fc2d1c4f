import type { ThreadClues } from '../../item.js';
import { parseAddressList, readEntity } from '../mime/index.js';
import { checkCases, corpus, messageIn } from './corpus.js';

interface Envelopes {
  readonly envelopes: readonly Readonly<Record<string, unknown>>[];
}
interface Thread {
  readonly file: string;
  readonly steps: readonly {
    readonly algorithm: string;
    readonly messages_present: readonly number[];
    readonly conversations: readonly (readonly number[])[];
  }[];
}

const threading = corpus('threading');
const addressHeaders = ['from', 'to', 'cc', 'bcc'];
const bySubject =
  'the origin joins what has the same base subject (RFC 5256 §2.1); two customers who write "My order" are not one thread';
const excepted = {
  'thread.mbox step 1 REFERENCES':
    'RFC 5322 §3.6.4: "The "References:" field may be used to identify a "thread" of conversation"; mail 2 names mail 1 in it',
  'thread2.mbox step 1 REFERENCES':
    'RFC 5322 §3.6.4: "The message identifier (msg-id) itself MUST be a globally unique identifier"; two mails with one id are one',
  'thread4.mbox step 1 REFERENCES': bySubject,
  'thread-orderedsubject.mbox step 1 ORDEREDSUBJECT': bySubject,
  'thread-orderedsubject2.mbox step 1 ORDEREDSUBJECT': bySubject,
};

threading.describe('threads of the threading corpus (needs ../shared/data)', () => {
  checkCases(threading, [...threadCases(), ...envelopeCases()], excepted);
});

function threadCases() {
  return recorded().flatMap(({ file, steps }) =>
    steps.map((step, index) => ({
      name: `${file} step ${index + 1} ${step.algorithm}`,
      check: async () => {
        const mails = messagesIn(threading.bytes(file).toString('latin1'));
        const present = step.messages_present.toSorted((one, other) => one - other);
        const clues = await Promise.all(present.map(async (number) => (await messageIn(mails[number - 1] ?? Buffer.alloc(0))).thread)); // prettier-ignore
        const found = conversationsOf(clues).map((group) => group.map((at) => present[at]));
        expect(asGroups(found)).toEqual(asGroups(step.conversations));
      },
    })),
  );
}

/** Mailboxes of odd address headers: groups, routes, comments. */
function envelopeCases() {
  const { envelopes } = envelopesRecorded();
  return envelopes.flatMap((envelope, index) =>
    addressHeaders.map((name) => ({
      name: `fetch-envelope.mbox ${index + 1} ${name}`,
      check: () => {
        const mail = messagesIn(threading.bytes('fetch-envelope.mbox').toString('latin1'))[index] ?? Buffer.alloc(0);
        const found = parseAddressList(readEntity(mail).headers.raw(name)).filter(({ address }) => address !== '');
        expect(found.map((mailbox) => [mailbox.name, mailbox.address])).toEqual(mailboxesIn(envelope[name]));
      },
    })),
  );
}

/** A row is name, route, local part, host; one without a host begins or ends a group. */
const mailboxesIn = (rows: unknown): readonly (readonly [string, string])[] =>
  ((rows ?? []) as readonly (readonly (string | null)[])[])
    .filter(([, , , host]) => host !== null)
    .map(([name, route, local, host]) => [name ?? '', `${route ? `${route}:` : ''}${local}@${host}`]);

function envelopesRecorded(): Envelopes {
  try {
    return threading.json<Envelopes>('fetch-envelope.expectations.json');
  } catch {
    return { envelopes: [] };
  }
}

function recorded(): readonly Thread[] {
  try {
    return threading.json<Thread[]>('expectations.json');
  } catch {
    return [];
  }
}

const messagesIn = (mbox: string): readonly Buffer[] =>
  mbox.split(/^From .*\n/m).slice(1).map((mail) => Buffer.from(mail, 'latin1')); // prettier-ignore

/** Mails belong together that share an id, over as many steps as it takes. */
function conversationsOf(mails: readonly ThreadClues[]): readonly (readonly number[])[] {
  let groups: { readonly ids: ReadonlySet<string>; readonly mails: readonly number[] }[] = [];
  mails.forEach(({ ownId, inReplyTo, references }, at) => {
    const ids = new Set([...(ownId === undefined ? [] : [ownId]), ...inReplyTo, ...references]);
    const near = groups.filter((group) => [...ids].some((id) => group.ids.has(id)));
    const joined = {
      ids: new Set([...ids, ...near.flatMap((group) => [...group.ids])]),
      mails: [...near.flatMap((group) => group.mails), at],
    };
    groups = [...groups.filter((group) => !near.includes(group)), joined];
  });
  return groups.map((group) => group.mails);
}

const asGroups = (groups: readonly (readonly (number | undefined)[])[]): readonly string[] =>
  groups.map((group) => group.map(Number).toSorted((one, other) => one - other).join(' ')).toSorted(); // prettier-ignore
