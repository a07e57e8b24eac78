import { createHash } from 'node:crypto';

/** Id of the n-th event (from 0) of a command: UUIDv5 of the index in the command's namespace, so that a retry is the same event (F5). */
export function deriveEventId(commandId: string, index: number): string {
  const namespace = Buffer.from(commandId.replaceAll('-', ''), 'hex');
  if (namespace.length !== 16) throw new TypeError('commandId: not a UUID');
  const bytes = createHash('sha1').update(namespace).update(String(index)).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
