import { createHmac, hkdfSync } from 'node:crypto';
import type { JsonObject, JsonValue } from '../port';
import { canonicalJson } from '../request-digest';
import { decrypt, encrypt } from './cipher';

/** The only algorithm so far; named in every envelope so that another can stand beside it. */
export const ALG = 'A256GCM';

/** What stands in an event in place of a protected value. */
export type Envelope = {
  sealed: typeof ALG;
  /** Id of the data key. */
  key: string;
  /** Base64, 96 bits. */
  nonce: string;
  /** Base64 of ciphertext and 128-bit tag. */
  text: string;
};

/** Where a value belongs: it decrypts nowhere else (AAD). */
export interface Place {
  storeId: string;
  stream: string;
  subject: string;
  field: string;
  eventId: string;
}

export interface DataKey {
  id: string;
  bytes: Buffer;
}

export function seal(key: DataKey, place: Place, value: JsonValue): Envelope & JsonObject {
  const sealed = encrypt(key.bytes, aad(place), Buffer.from(JSON.stringify(value), 'utf8'));
  return {
    sealed: ALG,
    key: key.id,
    nonce: sealed.subarray(0, 12).toString('base64'),
    text: sealed.subarray(12).toString('base64'),
  };
}

/** @throws Error when the envelope was altered or stands in another place */
export function unseal(key: DataKey, place: Place, envelope: Envelope): JsonValue {
  const sealed = Buffer.concat([Buffer.from(envelope.nonce, 'base64'), Buffer.from(envelope.text, 'base64')]);
  return JSON.parse(decrypt(key.bytes, aad(place), sealed).toString('utf8')) as JsonValue;
}

export function isEnvelope(value: JsonValue | undefined): value is Envelope & JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && value['sealed'] === ALG;
}

/**
 * Stands for a value in the request's digest: the same for the same value, and nothing to guess from once the data
 * key is destroyed.
 */
export function fingerprint(key: DataKey, place: Place, value: JsonValue): string {
  const digestKey = Buffer.from(hkdfSync('sha256', key.bytes, '', 'request digest', 32));
  return createHmac('sha256', digestKey)
    .update(JSON.stringify(aad(place)))
    .update(canonicalJson(value))
    .digest('hex');
}

const aad = ({ storeId, stream, subject, field, eventId }: Place) => [storeId, stream, subject, field, eventId];
