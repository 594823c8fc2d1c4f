import { parseAddressList } from './address-list.js';

const read = (raw: string) => parseAddressList(raw).map(({ name, address }) => `${name}|${address}`);

describe('mailboxes of an address header', () => {
  it.each([
    ['Lina Haddad <lina@x.example>', ['Lina Haddad|lina@x.example']],
    ['lina@x.example (Lina)', ['Lina|lina@x.example']],
    ['"Haddad, Lina" <lina@x.example>, omar@y.example', ['Haddad, Lina|lina@x.example', '|omar@y.example']],
    ['Friends: a@x, B <b@x>;, c@x', ['|a@x', 'B|b@x', '|c@x']],
    ['Undisclosed recipients:;', []],
    ['Lina lina@x.example', ['Lina|lina@x.example']],
    ['"lina"@x.example', ['|lina@x.example']],
    ['Lina lina@x . example', ['Lina|lina@x.example']],
    ['lina . haddad @ x.example', ['|lina.haddad@x.example']],
    ['Lina H. lina@x.example', ['Lina H.|lina@x.example']],
    ['lina@x.example .', ['.|lina@x.example']],
    ['Lina <lina(work)@x .example>', ['Lina (work)|lina@x.example']],
    ['"lina @" <"lina @ home"@x.example>', ['lina @|"lina @ home"@x.example']],
    ['Someone', ['Someone|']],
    ['"" (Mail Delivery System)', ['Mail Delivery System|']],
    ['Pete(A chap) <pete(his account)@silly.test>', ['Pete (A chap his account)|pete@silly.test']],
    ['=?utf-8?b?2YTZitmG2Kc=?= <lina@x.example>', ['لينا|lina@x.example']],
    ['<lina@x.example', ['|lina@x.example']],
    [',,;', []],
  ])('%s', (raw, expected) => {
    expect(read(raw)).toEqual(expected);
  });
});
