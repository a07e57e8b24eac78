let table: Map<string, [number, number]> | undefined;

/** GBK bytes of a text, which Node only reads: the reading is turned round once. */
export function gbk(text: string): Buffer {
  table ??= turnedRound();
  const bytes: number[] = [];
  for (const letter of text) {
    const pair = table.get(letter);
    if (pair) bytes.push(...pair);
    else bytes.push(...Buffer.from(letter, 'latin1'));
  }
  return Buffer.from(bytes);
}

function turnedRound(): Map<string, [number, number]> {
  const decoder = new TextDecoder('gbk');
  const pairs = new Map<string, [number, number]>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const letter = decoder.decode(Uint8Array.of(first, second));
      if ([...letter].length === 1 && letter !== '\ufffd') pairs.set(letter, [first, second]);
    }
  }
  return pairs;
}
