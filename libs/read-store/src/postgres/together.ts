/** What is asked in the same turn of the loop is asked together, as one. Each asker is told its own answer, or the fault of all. */
export class Together<Asked, Answer> {
  #asked: Asked[] = [];
  #answers: Promise<readonly Answer[]> | undefined;

  /** `answer` is given all that was asked, and tells as many answers, in that order. */
  constructor(private readonly answer: (asked: readonly Asked[]) => Promise<readonly Answer[]>) {}

  async ask(one: Asked): Promise<Answer> {
    const place = this.#asked.push(one) - 1;
    this.#answers ??= this.#answerAll();
    return (await this.#answers)[place] as Answer;
  }

  async #answerAll(): Promise<readonly Answer[]> {
    // Whoever asks in this turn is in time.
    await Promise.resolve();
    const asked = this.#asked;
    this.#asked = [];
    this.#answers = undefined;
    return this.answer(asked);
  }
}
