import { hash } from 'node:crypto';
import type { StoredEvent } from './stored-event';

/** What an event's leaf is made from (D10): everything about it but the chain itself. */
export type LeafSource = Omit<StoredEvent, 'hash'>;

/** Head of the chain of an empty log: 32 zero bytes, in hex. */
export const EMPTY_HEAD = '00'.repeat(32);

/**
 * Bytes of an event's header: ten fields in this order, each as its length in bytes (4 bytes, big endian) and its
 * UTF-8 text; numbers in decimal. The byte layout is `docs/log-format.md`.
 */
export function headerBytes(event: LeafSource): Buffer {
  const fields = [
    String(event.position),
    event.stream,
    String(event.revision),
    event.id,
    event.type,
    String(event.schemaVersion),
    event.effectiveOn,
    event.recordedAt,
    event.actor.id,
    event.actor.role,
  ];
  // A UTF-8 text is never longer than three bytes a UTF-16 unit.
  const bytes = Buffer.allocUnsafe(fields.reduce((size, field) => size + 4 + 3 * field.length, 0));
  let end = 0;
  for (const field of fields) {
    const length = bytes.write(field, end + 4, 'utf8');
    bytes.writeUInt32BE(length, end);
    end += 4 + length;
  }
  return bytes.subarray(0, end);
}

/** SHA-256(0x00 ‖ header ‖ SHA-256(body)). */
export function leafHash(event: LeafSource): Buffer {
  const header = headerBytes(event);
  const source = Buffer.allocUnsafe(1 + header.length + 32);
  source[0] = 0x00;
  header.copy(source, 1);
  source.write(hash('sha256', event.body, 'hex'), 1 + header.length, 'hex');
  return hash('sha256', source, 'buffer');
}

/** SHA-256(0x01 ‖ previous head ‖ leaf), hex in and out. */
export function headAfter(previousHead: string, event: LeafSource): string {
  return headOver(previousHead, leafHash(event));
}

/** The same for a leaf that is there already. */
export function headOver(previousHead: string, leaf: Buffer): string {
  const source = Buffer.alloc(65);
  source[0] = 0x01;
  source.write(previousHead, 1, 'hex');
  leaf.copy(source, 33);
  return hash('sha256', source, 'hex');
}
