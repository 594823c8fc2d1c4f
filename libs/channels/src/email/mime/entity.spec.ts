import { chooseBodies } from './bodies.js';
import { readEntity } from './entity.js';
import type { Entity } from './entity.js';

const read = (lines: string): Entity => readEntity(Buffer.from(lines, 'latin1'));
/** The tree as types and bodies. */
const treeOf = (entity: Entity): unknown => (entity.multipart ? [entity.type.value, ...entity.parts.map(treeOf)] : entity.body); // prettier-ignore

describe('the parts of a mail', () => {
  it('are what stands between delimiter lines, the line break before each left out', () => {
    const mail =
      'Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\n\r\none\r\n\r\n--b \r\n\r\ntwo\r\n--b--\r\nepilogue\r\n';
    expect(treeOf(read(mail))).toEqual(['multipart/mixed', 'one\r\n', 'two']);
  });

  it('end at a delimiter of an outer multipart as well', () => {
    const inner = '--out\nContent-Type: multipart/mixed; boundary=in\n\n--in\n\none\n';
    const mail = `Content-Type: multipart/mixed; boundary=out\n\n${inner}--out\n\ntwo\n--out--\n`;
    expect(treeOf(read(mail))).toEqual(['multipart/mixed', ['multipart/mixed', 'one'], 'two']);
  });

  it('are not whole where the mail was cut off', () => {
    const mail = read('Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntw');
    expect(mail.parts.map(({ whole }) => whole)).toEqual([true, false]);
  });

  it('are one where a multipart has no delimiter', () => {
    expect(read('Content-Type: multipart/mixed; boundary=b\n\nHello').multipart).toBe(false);
  });

  it('may have no header', () => {
    expect(treeOf(read('Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b\n\nx\n--b--'))).toEqual([
      'multipart/mixed',
      '',
      'x',
    ]);
  });
});

describe('the bodies of a mail (RFC 8621 §4.1.4)', () => {
  const part = (type: string, more = ''): string => `--b\nContent-Type: ${type}\n${more}\n${type}\n`;
  const chosen = (...each: readonly string[]) => {
    const bodies = chooseBodies(read(`Content-Type: multipart/mixed; boundary=b\n\n${each.join('')}--b--`));
    const names = (list: readonly Entity[]) => list.map(({ body }) => body);
    return { text: names(bodies.text), html: names(bodies.html), attached: names(bodies.attached) };
  };

  it('are all texts that are shown in line', () => {
    expect(chosen(part('text/plain'), part('image/png'), part('text/html'))).toEqual({
      text: ['text/plain', 'image/png', 'text/html'],
      html: ['text/plain', 'image/png', 'text/html'],
      attached: ['image/png'],
    });
  });

  it('are no texts with a name, after the first part, nor attachments', () => {
    const named = part('text/plain; name=a.txt');
    const attachment = part('text/html', 'Content-Disposition: attachment\n');
    expect(chosen(part('text/plain'), named, attachment)).toMatchObject({
      text: ['text/plain'],
      attached: ['text/plain; name=a.txt', 'text/html'],
    });
  });
});
