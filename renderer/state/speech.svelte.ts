/** @file What a screen reader says of changes that are seen at a glance. The live region in App says it. */

export class Speech {
  sentence = $state('');

  /** Said once; what was not yet said gives way. */
  say(sentence: string): void {
    this.sentence = sentence;
  }
}
