const obsoleteBlanks =
  'RFC 5322 §4.4: blanks around the dots of an address are obsolete and mean nothing; with them nobody could answer';
const noType = 'RFC 2045 §5.1: an equals sign cannot stand in a type; this is a parameter, and a file may be called so';
const onlyBlanks = 'a name of blanks names no file, and a fold is one blank; such a file is called `attachment_<n>`';

/** Single headers that are read otherwise, each with the reason. */
export const excepted: Readonly<Record<string, string>> = {
  'address 9: Pete(A nice \\ ) chap) <pete(his account)@silly .test(his hos':
    'RFC 5322 §3.2.2: the folds gone, the backslash quotes a blank and the next bracket ends the comment; the address is read alike',
  'address 13: Mary Smith <@node.test:mary@example.net>, , jdoe@test . exam': obsoleteBlanks,
  'address 14: John Doe <jdoe@machine(comment). example>': obsoleteBlanks,
  'address 33: " James Smythe" <james@example.com>, Friends: jane@example.c': 'nobody is called by the blanks before a name', // prettier-ignore
  'content_type 34: image/jpeg; name="=?iso-8859-1?B?4Q==?= =?utf-8?B?w6k=?= =?i':
    "RFC 2047 §6.2: \"any 'linear-white-space' that separates a pair of adjacent 'encoded-word's is ignored\"",
  'content_type 48: name=value': noType,
  'content_type 55: inva/lid; name="': onlyBlanks,
  'content_type 56: inva/lid; name="': onlyBlanks,
  'content_type 57: inva/lid; name=" "; test=test': onlyBlanks,
  'content_type 58: name=value': noType,
  'content_type 61: malicious/attempt; 1*2*=a; 3**=b; 4***=c; *5**6*=d;*****7*8*':
    'RFC 2231 §7: a name has one section number at most; the origin reads a name into any row of stars and digits',
  'date 12: 4 8 15 16 23 42, 4 8 15 16 23 42, 4 8 15 16 23 42,':
    'RFC 5322 §3.3: a colon stands between hour and minute; bare numbers are no time, the time of arrival is known',
  'unstructured 22: Some text =?utf-8?Q??=here':
    'an encoded word without text (against RFC 2047 §2) is nothing at all; the origin makes a second blank of it',
};
