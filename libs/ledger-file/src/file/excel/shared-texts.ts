/** Texts packed one behind the other, in UTF-8 and outside the heap. */
export class SharedTexts {
  private bytes = Buffer.alloc(64 * 1024);
  private ends: number[] = [];
  private rest = '';

  /** Takes the next piece of the part; false where it is not as plain as what is looked for. */
  take(piece: string): boolean {
    if (UNUSUAL.test(this.rest.slice(-16) + piece)) return false;
    const text = this.rest + piece;
    let at = 0;
    OPENS.lastIndex = 0;
    for (let open = OPENS.exec(text); open; open = OPENS.exec(text)) {
      const [tag, prefix, selfClosing] = open;
      const begin = open.index + tag.length;
      const closing = `</${prefix}si>`;
      const end = selfClosing === '/' ? begin : text.indexOf(closing, begin);
      if (end < 0) break;
      this.add(withoutPhonetic(text.slice(begin, end)));
      at = selfClosing === '/' ? end : end + closing.length;
      OPENS.lastIndex = at;
    }
    this.rest = text.slice(at);
    // No text is that long; one that never ends would be looked through again with every piece.
    if (this.rest.length > LONGEST) return false;
    return true;
  }

  /** Whether the part ended where its last text did. */
  get isWhole(): boolean {
    return !/<(?:\w+:)?si[\s/>]/.test(this.rest);
  }

  /** The inner XML of one text, as it stands in the part; `undefined` where there is none. */
  at(index: number): string | undefined {
    const end = this.ends[index];
    return end === undefined ? undefined : this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], end);
  }

  private add(xml: string): void {
    const from = this.ends.at(-1) ?? 0;
    const end = from + Buffer.byteLength(xml, 'utf8');
    if (end > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(end, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, from);
      this.bytes = larger;
    }
    this.bytes.write(xml, from, 'utf8');
    this.ends.push(end);
  }
}

/** Where a tag may not be one. */
export const UNUSUAL = /<!\[CDATA\[|<!--/;
const LONGEST = 1024 * 1024;
const OPENS = /<((?:\w{1,20}:)?)si(?:\s[^>]{0,500}?)?(\/?)>/g;

/** Without how a text is read aloud, which is no part of it. Every tag is looked for once. */
function withoutPhonetic(xml: string): string {
  const [, prefix] = /<((?:\w{1,20}:)?)rPh[\s>]/.exec(xml) ?? [];
  if (prefix === undefined) return xml;
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const begin = xml.indexOf(`<${prefix}rPh`, at);
    const end = begin < 0 ? -1 : xml.indexOf(`</${prefix}rPh>`, begin);
    if (end < 0) return kept.join('') + xml.slice(at);
    // `rPhoneticPr` and its like say nothing either, but end by themselves.
    const isOne = /[\s>]/.test(xml[begin + prefix.length + 4] ?? '');
    kept.push(xml.slice(at, isOne ? begin : begin + 1));
    at = isOne ? end + prefix.length + 6 : begin + 1;
  }
}
