import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a hand-made zip; the optional fields are the lies a hostile one tells. */
export interface ZipPart {
  name: string;
  data: Buffer | string;
  stored?: boolean;
  encrypted?: boolean;
  declaredSize?: number;
  declaredCrc?: number;
}

/** Writes a zip by hand, so that tests can write what no library would. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data as string);
    const packed = part.stored === true ? data : deflateRawSync(data);
    const name = Buffer.from(part.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800 | (part.encrypted === true ? 1 : 0), 2);
    common.writeUInt16LE(part.stored === true ? 0 : 8, 4);
    common.writeUInt32LE(part.declaredCrc ?? crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(part.declaredSize ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const central = Buffer.alloc(16);
    central.writeUInt32LE(offset, 12);
    bodies.push(signature(0x04034b50), common, name, packed);
    directory.push(signature(0x02014b50), Buffer.from([20, 0]), common, central.subarray(2), name);
    offset += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length & 0xffff, 4);
  end.writeUInt16LE(parts.length & 0xffff, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
