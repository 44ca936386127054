const LONGEST = 60;

/** A name of a file as a sentence quotes it, short whatever it is and on one line. */
export function named(name: string): string {
  const cut = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
  return JSON.stringify(cut).slice(1, -1);
}
