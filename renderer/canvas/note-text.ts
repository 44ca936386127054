/** The beginning of a note, on one line: what it is called by. */
export function firstWords(text: string, longest = 40): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest + 1);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > longest / 2 ? end : longest).trimEnd()}…`;
}
