// What a spreadsheet computes instead of showing (L-24), half-width and full-width, also after spaces that some programs
// cut off, and after any number of our own quotes.
const COMPUTED = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

/** A csv field that no spreadsheet computes: a quote before what would be, or before what already has one. */
export function guarded(text: string): string {
  return COMPUTED.test(text) ? `'${text}` : text;
}

/** Takes back exactly what `guarded` added. */
export function unguarded(text: string): string {
  return text.startsWith("'") && COMPUTED.test(text) ? text.slice(1) : text;
}
