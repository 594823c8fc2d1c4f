// What lies on disk: the words in this file are storage.

export const channels = ['email', 'chat', 'social', 'phone'] as const;
export type Channel = (typeof channels)[number];

/** `live` as it happens; `bulk` for imports, which start no timers, automations or sends. */
export const lanes = ['live', 'bulk'] as const;
export type Lane = (typeof lanes)[number];

/** A handle speaks for one person, for many (info@, a switchboard), or for nobody (withheld, no-reply). */
export const handleClasses = ['personal', 'shared', 'none'] as const;
export type HandleClass = (typeof handleClasses)[number];
