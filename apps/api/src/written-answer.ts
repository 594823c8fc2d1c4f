/** An answer that was written down elsewhere: JSON, UTF-8, its positions as tokens. */
export class WrittenAnswer {
  constructor(readonly json: Uint8Array) {}
}
