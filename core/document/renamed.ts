/**
 * A name that begins with that of a block, such as "fc1.weight", with the name that the block has in `names`. A block may be called "net" and
 * another one "net.0": the longest name that it begins with is meant.
 */
export function renamed(names: ReadonlyMap<string, string>, text: string): string {
  const parts = text.split('.');
  for (let end = parts.length - 1; end > 0; end--) {
    const name = names.get(parts.slice(0, end).join('.'));
    if (name !== undefined) return [name, ...parts.slice(end)].join('.');
  }
  return text;
}
