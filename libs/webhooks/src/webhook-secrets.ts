const prefix = 'whsec_';
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const [least, most] = [24, 64];

/**
 * The secrets that a variable holds, as Standard Webhooks writes them: `whsec_` and 24 to 64 bytes in Base64. Two, with a
 * blank between them, while one takes the other's place. None where any of it is something else.
 */
export function webhookSecretsIn(text: string | undefined): readonly Buffer[] {
  const secrets = (text ?? '').split(/\s+/).filter((word) => word !== '').map(secretIn); // prettier-ignore
  const usable = secrets.filter((secret) => secret !== undefined);
  return usable.length === secrets.length ? usable : [];
}

function secretIn(word: string): Buffer | undefined {
  const encoded = word.startsWith(prefix) ? word.slice(prefix.length) : '';
  if (!base64.test(encoded)) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.length >= least && bytes.length <= most ? bytes : undefined;
}
