/** @file What a screen reader says of changes that are seen at a glance. The live region in App says it. */

/** What was said by name so long ago, in milliseconds, says all that there is to say of the change. */
const SAYS_ALL = 1_500;

export class Speech {
  sentence = $state('');
  #saidAt = -Infinity;
  #reporting: ReturnType<typeof setTimeout> | undefined;

  /** Said once; what was not yet said gives way. Who knows what was done says it; the rest is told by what has changed. */
  say(sentence: string): void {
    this.#saidAt = performance.now();
    this.#speak(sentence);
  }

  /** Said if nobody has said it better just now. */
  tell(sentence: string): void {
    if (performance.now() - this.#saidAt > SAYS_ALL) this.#speak(sentence);
  }

  /** News of a run, which nobody else says: once what was said by name has been heard. */
  report(sentence: string): void {
    clearTimeout(this.#reporting);
    this.#reporting = setTimeout(() => this.#speak(sentence), Math.max(0, this.#saidAt + SAYS_ALL - performance.now()));
  }

  /** The same sentence twice is two changes of the region, or the second would not be heard. */
  #speak(sentence: string): void {
    this.sentence = this.sentence === sentence ? `${sentence}\u00a0` : sentence;
  }
}
