import type { Entity } from './entity.js';
import { decodeTransfer } from './transfer-encoding.js';

/** Which parts are the text, which the HTML, and which are attached; a part may be in more than one list. */
export interface Bodies {
  readonly text: readonly Entity[];
  readonly html: readonly Entity[];
  readonly attached: readonly Entity[];
}

/**
 * Chooses bodies and attachments as RFC 8621 §4.1.4 (JMAP) describes, with two additions: media shown in the body are
 * attachments as well, and a text whose end is missing is attached, unless it is all there is of what the sender wrote.
 */
export function chooseBodies(root: Entity): Bodies {
  const chooser = new Chooser();
  chooser.part(root, { kind: 'multipart/mixed', first: true, inAlternative: false, text: true, html: true });
  chooser.fallBack(root);
  return chooser;
}

interface Place {
  /** The multipart it stands in. */
  readonly kind: string;
  readonly first: boolean;
  readonly inAlternative: boolean;
  /** Whether this branch still adds to the text, to the HTML. */
  text: boolean;
  html: boolean;
}

class Chooser implements Bodies {
  readonly text: Entity[] = [];
  readonly html: Entity[] = [];
  readonly attached: Entity[] = [];

  part(entity: Entity, place: Place): void {
    if (entity.multipart) this.multipart(entity, place);
    else if (isShown(entity, place)) this.shown(entity, place);
    else this.attached.push(entity);
  }

  /** A mail that was cut off in its only text: better an unfinished text than none. */
  fallBack(root: Entity): void {
    if (this.text.length > 0 || this.html.length > 0) return;
    const cut = this.attached.findIndex(
      (part) => !part.whole && isText(part) && !isAttachment(part) && isMainText(root, part),
    );
    const [part] = cut < 0 ? [] : this.attached.splice(cut, 1);
    if (part) {
      this.text.push(part);
      this.html.push(part);
    }
  }

  private multipart(entity: Entity, place: Place): void {
    const kind = entity.type.value;
    const alternative = kind === 'multipart/alternative';
    const before = { text: this.text.length, html: this.html.length };
    const inside = { ...place, kind, inAlternative: place.inAlternative || alternative };
    entity.parts.forEach((part, index) => {
      const here = { ...inside, first: index === 0 };
      this.part(part, here);
      if (!part.multipart) Object.assign(inside, { text: here.text, html: here.html });
    });
    if (alternative && inside.text && inside.html) this.standIn(before);
  }

  private shown(entity: Entity, place: Place): void {
    const type = bodyType(entity);
    if (place.kind === 'multipart/alternative') {
      if (type === 'text/plain') this.text.push(entity);
      else if (type === 'text/html') this.html.push(entity);
      else this.attached.push(entity);
      return;
    }
    if (place.inAlternative && type === 'text/plain') place.html = false;
    if (place.inAlternative && type === 'text/html') place.text = false;
    if (place.text) this.text.push(entity);
    if (place.html) this.html.push(entity);
    if (isMedia(type)) this.attached.push(entity);
  }

  /** Where an alternative has one form only, that form stands for the other as well. */
  private standIn(before: { readonly text: number; readonly html: number }): void {
    const texts = this.text.slice(before.text);
    const htmls = this.html.slice(before.html);
    if (texts.length === 0) this.text.push(...htmls);
    if (htmls.length === 0) this.html.push(...texts);
  }
}

/** The media type, with the default where none is declared or it is no type at all (RFC 2045 §5.2). */
export const bodyType = (entity: Entity): string => {
  const { value, parameters } = entity.type;
  const lost = value.startsWith('multipart/') && !parameters.get('boundary');
  return hasTwoHalves(value) && !lost ? value : 'text/plain';
};

function hasTwoHalves(type: string): boolean {
  const slash = type.indexOf('/');
  return slash > 0 && slash === type.lastIndexOf('/') && slash < type.length - 1;
}

const isText = (entity: Entity): boolean => isTextType(bodyType(entity));
const isTextType = (type: string): boolean => type === 'text/plain' || type === 'text/html';

/** It stands in the outermost multipart, or is a form of the text wherever it stands. */
const isMainText = (entity: Entity, part: Entity, outermost = true): boolean =>
  entity.parts.includes(part)
    ? outermost || entity.type.value === 'multipart/alternative'
    : entity.parts.some((inner) => isMainText(inner, part, false));

const isMedia = (type: string): boolean => /^(?:image|audio|video)\//.test(type);

function isShown(entity: Entity, place: Place): boolean {
  const type = bodyType(entity);
  const media = isMedia(type);
  if (!media && !isTextType(type)) return false;
  if (isAttachment(entity) || (entity.inDigest && entity.type.value === '')) return false;
  const stands = place.first || (place.kind !== 'multipart/related' && (media || !entity.type.parameters.has('name')));
  return stands && isReadable(entity);
}

/** Its end is there, and it is in the transfer encoding it claims. */
const isReadable = (entity: Entity): boolean => {
  const encoding = entity.headers.raw('content-transfer-encoding');
  return entity.whole && (!/base64/i.test(encoding) || decodeTransfer(entity.body, encoding).sound);
};

const isAttachment = (entity: Entity): boolean => entity.disposition.value === 'attachment';
