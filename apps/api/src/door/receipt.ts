import type { EnvelopeReceipt } from '#desk-store';
import type { PositionTokens } from '../api-parts.js';

/** What a connector reads when its envelope is durable. */
export interface KeptAnswer {
  /** Opaque token of its place in the inbound log. */
  readonly envelope: string;
  /** The same triple (inbox, native id, bytes) was there before: nothing changed. */
  readonly repeated: boolean;
  /** `same-id-other-bytes`: an envelope with this native id and other bytes was there before; both are kept. */
  readonly warning?: 'same-id-other-bytes';
}

export function keptAnswer(receipt: EnvelopeReceipt, tokens: PositionTokens): KeptAnswer {
  const { position, repeated, sameIdOtherBytes } = receipt;
  const warning = sameIdOtherBytes ? ({ warning: 'same-id-other-bytes' } as const) : {};
  return { envelope: tokens.write(position), repeated, ...warning };
}
