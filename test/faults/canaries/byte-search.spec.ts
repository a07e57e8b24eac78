import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canary } from '../../support/canaries';
import { gbk } from '../../support/gbk';
import { byteSearch } from './byte-search';

const { name, idProof } = canary(12);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'byte-search-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const search = () => byteSearch(folder, ['金丝雀', '11010119900307'], [name, idProof, canary(13).name]);

it.each([
  ['utf-8', Buffer.from(name)],
  ['utf-16le', Buffer.from(name, 'utf16le')],
  ['utf-16be', Buffer.from(name, 'utf16le').swap16()],
  ['gbk', gbk(name)],
])('finds a name that lies there as %s, at an odd place between other bytes', (encoding, bytes) => {
  writeFileSync(join(folder, 'page'), Buffer.concat([Buffer.from([0, 255, 7]), bytes, Buffer.from([0, 1])]));
  expect(search().hits).toEqual([{ file: 'page', encoding, text: name }]);
});

it('finds each text once in a file and encoding, and nobody who only begins alike', () => {
  writeFileSync(join(folder, 'page'), `${name}${name} 金丝雀`);
  expect(search().hits).toHaveLength(1);
  // Digits are the same bytes in UTF-8 and in GBK.
  writeFileSync(join(folder, 'page'), `${idProof} ${idProof}`);
  expect(search().hits.map(({ encoding }) => encoding)).toEqual(['utf-8', 'gbk']);
});

it('reads back what it writes as GBK', () => {
  expect(new TextDecoder('gbk').decode(gbk('金丝雀 abc 甲乙，（已删除）'))).toBe('金丝雀 abc 甲乙，（已删除）');
});
