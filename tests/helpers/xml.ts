/** @file Whether a text is XML whose elements are closed in their order, with nothing in them that XML would take for markup. */

const TOKEN = /<\?[^>]*\?>|<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[^<]+/gy;

export function wellFormed(text: string): boolean {
  const open: string[] = [];
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    const [whole, closes, name, attributes = '', alone] = token;
    if (/&(?!(amp|lt|gt|quot|apos);)/.test(name ? attributes : whole)) return false;
    if (name && closes && open.pop() !== name) return false;
    if (name && !closes && !alone) open.push(name);
    end = token.index + whole.length;
  }
  return end === text.length && open.length === 0;
}
