import fc from 'fast-check';
import { exportedSeal, NO_PREVIOUS_SEAL, parseExportedSeal, parseSealText, sealDigest, sealText } from './seal-text';

const seal = {
  storeId: '6f1c2b7e-8d0a-4c11-9e54-0b1f7a2d3c44',
  number: 2,
  from: 41,
  to: 97,
  root: 'ab'.repeat(32),
  head: 'cd'.repeat(32),
  previous: 'ef'.repeat(32),
  sealedAt: '2026-01-05T08:30:00.123Z',
};
const TEXT = `disclosure-ledger seal v1
store 6f1c2b7e-8d0a-4c11-9e54-0b1f7a2d3c44
number 2
positions 41-97
root ${'ab'.repeat(32)}
head ${'cd'.repeat(32)}
previous ${'ef'.repeat(32)}
sealed 2026-01-05T08:30:00.123Z
`;
const signed = { text: TEXT, keyId: '0123456789abcdef', signature: `${'A'.repeat(86)}==` };

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const count = fc.integer({ min: 1, max: 1_000_000_000 });
const seals = fc.record({
  storeId: fc.uuid(),
  number: count,
  from: count,
  root: hash,
  head: hash,
  previous: hash,
  sealedAt: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((instant) => instant.toISOString()),
  size: count,
});

const lineOf = (read: () => unknown): number | undefined => {
  try {
    read();
    return undefined;
  } catch (error) {
    return (error as { line: number }).line;
  }
};

describe("a seal's text", () => {
  it('is these lines', () => {
    expect(sealText(seal)).toBe(TEXT);
    expect(exportedSeal(signed)).toBe(`${TEXT}\nkey 0123456789abcdef\nsignature ${'A'.repeat(86)}==\n`);
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(seals, ({ size, ...rest }) => {
        const written = { ...rest, to: rest.from + size - 1 };
        const text = sealText(written);
        expect(parseSealText(text)).toEqual(written);
        expect(parseExportedSeal(exportedSeal({ ...signed, text }))).toEqual({ ...signed, text, seal: written });
      }),
    );
  });

  it('is read after an editor ended its lines differently', () => {
    const copied = `\uFEFF${exportedSeal(signed).replaceAll('\n', '\r\n')}`;
    expect(parseExportedSeal(copied)).toEqual({ ...signed, seal });
  });

  it.each([
    ['another version', TEXT.replace('v1', 'v2'), 1],
    ['an upper-case id', TEXT.replace('6f1c', '6F1C'), 2],
    ['a number with a zero before it', TEXT.replace('number 2', 'number 02'), 3],
    ['number 0', TEXT.replace('number 2', 'number 0'), 3],
    ['a range turned round', TEXT.replace('41-97', '97-41'), 4],
    ['a number beyond what is exact', TEXT.replace('97', '9'.repeat(16)), 4],
    ['a short root', TEXT.replace('abab', ''), 5],
    ['two lines swapped', TEXT.replace(/(root.*\n)(head.*\n)/, '$2$1'), 5],
    ['a space at the end of a line', TEXT.replace(/(previous.*)/, '$1 '), 7],
    ['a day that does not exist', TEXT.replace('2026-01-05', '2026-02-30'), 8],
    ['no line end', TEXT.trimEnd(), 9],
    ['a line too many', `${TEXT}note x\n`, 9],
    ['nothing', '', 1],
  ])('is not read with %s', (_, text, line) => {
    expect(lineOf(() => parseSealText(text))).toBe(line);
  });

  it.each([
    ['no signature', `${TEXT}\nkey 0123456789abcdef\n`, 11],
    ['no empty line', exportedSeal(signed).replace('\n\n', '\n'), 9],
    ['a line after it', `${exportedSeal(signed)}\n`, 12],
    ['a key of another length', exportedSeal(signed).replace('0123', ''), 10],
  ])('with its signature is not read with %s', (_, text, line) => {
    expect(lineOf(() => parseExportedSeal(text))).toBe(line);
  });

  it('is named by the next one by its SHA-256', () => {
    expect(sealDigest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sealDigest(TEXT)).not.toBe(sealDigest(TEXT.replace('97', '98')));
    expect(NO_PREVIOUS_SEAL).toHaveLength(64);
  });
});
