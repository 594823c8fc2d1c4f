import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { InboxKind } from '#domain';
import { findingsIn } from './file-findings.js';
import { findFiles } from './find-files.js';

describe('files to import', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'sijil-import-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function put(path: string, text = 'Subject: hi\n\nhello\n'): Promise<string> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    return join(folder, path);
  }
  async function found(kind: InboxKind, path = folder): Promise<string[]> {
    const names: string[] = [];
    for await (const file of findFiles(kind, [path])) names.push(`${relative(folder, file.path)} ${file.form}`);
    return names;
  }
  async function pieces(kind: InboxKind, path: string): Promise<string[]> {
    const texts: string[] = [];
    for await (const file of findFiles(kind, [path])) {
      for await (const finding of findingsIn(file)) {
        texts.push('piece' in finding ? Buffer.from(finding.piece.bytes).toString() : finding.unsent.code);
      }
    }
    return texts;
  }

  it('are mails and mboxes in folders, and nothing else that lies there', async () => {
    await put('2025/b.eml');
    await put('a.eml');
    await put('notes.txt');
    await put('old.mbox', 'From x@y Mon Mar  2 09:12:07 2026\nhello\n');
    expect(await found('email')).toEqual(['2025/b.eml mail', 'a.eml mail', 'old.mbox mbox']);
  });

  it('are all files of a Maildir that were delivered, and those of its folders', async () => {
    await put('box/cur/17.host:2,S');
    await put('box/new/18.host');
    await put('box/tmp/19.host');
    await put('box/.Sent/cur/20.host:2,S');
    await put('box/.Sent/new/.keep', '');
    expect(await found('email')).toEqual([
      'box/.Sent/cur/20.host:2,S mail',
      'box/.Sent/new/.keep mail',
      'box/cur/17.host:2,S mail',
      'box/new/18.host mail',
    ]);
  });

  it('are taken whatever they are called when they are named', async () => {
    const mailbox = await put('Inbox', 'From x@y Mon Mar  2 09:12:07 2026\nhello\n');
    const log = await put('Master.txt', 'a,b\n');
    expect(await found('email', mailbox)).toEqual(['Inbox mbox']);
    expect(await found('asterisk-cdr', log)).toEqual(['Master.txt cdr']);
  });

  it('are one body a file, or one a line', async () => {
    const whole = await put('one.json', '{\n "entry": []\n}\n');
    const lines = await put('many.ndjson', '{"a":1}\r\n\n{"b":2}');
    expect(await pieces('whatsapp-cloud', whole)).toEqual(['{\n "entry": []\n}\n']);
    expect(await pieces('whatsapp-cloud', lines)).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('are refused for an inbox that takes none', async () => {
    await expect(found('web-chat')).rejects.toMatchObject({ code: 'IMPORT.UNSUPPORTED' });
  });
});
