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
    for (const match of text.matchAll(ITEM)) {
      at = match.index + match[0].length;
      this.add((match[2] ?? '').replace(PHONETIC, ''));
    }
    this.rest = text.slice(at);
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
const ITEM = /<((?:\w{1,20}:)?)si(?:\s[^>]{0,500})?(?:\/>|>([\s\S]*?)<\/\1si\s{0,5}>)/g;
/** How a text is read aloud, which is no part of it. */
const PHONETIC = /<((?:\w{1,20}:)?)rPh[\s>][\s\S]*?<\/\1rPh>/g;
