/** A part of an archive as it is stored: packed already, or not at all. */
export interface StoredPart {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  crc: number;
  bytes: number;
  packed: Buffer;
}

const UTF8_NAME = 0x0800;

/** The archive of these parts, in their order; nothing is compressed here. */
export function zipOf(parts: readonly StoredPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name, 'utf8');
    const about = aboutPart(part, name.length);
    const local = Buffer.concat([signature(0x04034b50), about, Buffer.alloc(2)]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), version(), about, Buffer.alloc(2), central, name]));
    pieces.push(local, name, part.packed);
    offset += local.length + name.length + part.packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, list, signature(0x06054b50), end]);
}

/** What both headers say of a part, from the version needed to the length of its name. */
function aboutPart({ method, crc, bytes, packed }: StoredPart, nameLength: number): Buffer {
  const about = Buffer.alloc(24);
  about.writeUInt16LE(20, 0);
  about.writeUInt16LE(UTF8_NAME, 2);
  about.writeUInt16LE(method, 4);
  about.writeUInt32LE(crc, 10);
  about.writeUInt32LE(packed.length, 14);
  about.writeUInt32LE(bytes, 18);
  about.writeUInt16LE(nameLength, 22);
  return about;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const version = (): Buffer => Buffer.from([20, 0]);
