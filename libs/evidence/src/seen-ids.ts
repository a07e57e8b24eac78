/**
 * The event ids that passed, 16 bytes each: as strings in a set a million of them would take ten times the memory.
 * A hash table with open addressing over the id's own bits, which are random enough.
 */
export class SeenIds {
  private words = new Uint32Array(4 * 1024);
  private used = new Uint8Array(1024);
  private count = 0;

  /** Remembers a UUID in its usual form. False when it was there before. */
  add(id: string): boolean {
    if (this.count * 2 >= this.used.length) this.grow();
    const hex = id.replaceAll('-', '');
    const words = [0, 8, 16, 24].map((at) => Number.parseInt(hex.slice(at, at + 8), 16) >>> 0);
    if (!this.put(words)) return false;
    this.count++;
    return true;
  }

  private put(words: ArrayLike<number>): boolean {
    const last = this.used.length - 1;
    for (let slot = words[0]! & last; ; slot = (slot + 1) & last) {
      if (this.used[slot] === 0) {
        this.used[slot] = 1;
        this.words.set(words, 4 * slot);
        return true;
      }
      if (this.isAt(slot, words)) return false;
    }
  }

  private isAt(slot: number, words: ArrayLike<number>): boolean {
    return [0, 1, 2, 3].every((n) => this.words[4 * slot + n] === words[n]);
  }

  private grow(): void {
    const [words, used] = [this.words, this.used];
    this.words = new Uint32Array(words.length * 2);
    this.used = new Uint8Array(used.length * 2);
    used.forEach((taken, slot) => {
      if (taken) this.put(words.subarray(4 * slot, 4 * slot + 4));
    });
  }
}
