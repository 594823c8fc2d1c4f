/** The inboxes of the demo's desk. */
export const demoInboxes = {
  mail: {
    id: 'support-mail',
    kind: 'email',
    address: 'support@shop.example',
    region: 'SA',
    timeZone: 'Asia/Riyadh',
  },
  chat: {
    id: 'shop-chat',
    kind: 'web-chat',
    address: 'https://shop.example',
    region: 'SA',
    timeZone: 'Asia/Riyadh',
    secretName: 'DEMO_CHAT_SECRET',
  },
  whatsapp: {
    id: 'whatsapp',
    kind: 'whatsapp-cloud',
    address: '106540352242922',
    region: 'SA',
    timeZone: 'Asia/Riyadh',
    secretName: 'DEMO_WHATSAPP_SECRET',
    verifyName: 'DEMO_WHATSAPP_VERIFY',
  },
  calls: {
    id: 'phone',
    kind: 'asterisk-cdr',
    address: '+966112345678',
    region: 'SA',
    timeZone: 'Asia/Riyadh',
  },
} as const;

/** The secrets those inboxes name. They protect a desk that lives for a minute. */
export const demoSecrets: Readonly<Record<string, string>> = {
  DEMO_CHAT_SECRET: 'the secret between the shop and its chat window',
  DEMO_WHATSAPP_SECRET: 'the secret of the app at Meta',
  DEMO_WHATSAPP_VERIFY: 'the word for the handshake',
};

export const demoAgents = ['amal', 'bader', 'lina', 'omar'] as const;
export const demoTeam = 'returns';

/** A Monday. The desk lives through it from eight to six, Riyadh time. */
export const demoDay = '2026-03-02';
const zoneOffset = '+03:00';
/** Milliseconds since 1970 of a time of that day, in minutes after midnight. */
export const timeOfDay = (minutes: number): number =>
  Date.parse(`${demoDay}T00:00:00.000${zoneOffset}`) + Math.round(minutes * 60) * 1000;
export const opensAt = 8 * 60;
export const closesAt = 18 * 60;

/** The wall clock in Riyadh, `2026-03-02 09:12:07`. */
export const wallClock = (milliseconds: number): string =>
  new Date(milliseconds + 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
