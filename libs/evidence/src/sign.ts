import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { SignedSeal } from './seal-text';

/** A text that is no Ed25519 key. The message never repeats any of it. */
export class SealKeyUnreadable extends Error {
  constructor(readonly wanted: 'private' | 'public') {
    super(`not an Ed25519 ${wanted} key in PEM`);
    this.name = 'SealKeyUnreadable';
  }
}

/** By which a seal's signer is recognised and checked. */
export interface SealPublicKey {
  /** First 16 hex digits of the SHA-256 of the raw key. */
  keyId: string;
  /** The raw key, base64 of 32 bytes. */
  raw: string;
}

/** The key a log is sealed with; the private part stays inside. */
export interface SealKey extends SealPublicKey {
  /** The text with this key's signature over its UTF-8 bytes. */
  sign(text: string): SignedSeal;
}

/** First 16 hex digits of the SHA-256 of the raw 32 bytes. */
export function keyIdOf(raw: Buffer): string {
  return hash('sha256', raw, 'hex').slice(0, 16);
}

/**
 * The key in a PEM text (PKCS#8).
 * @throws SealKeyUnreadable when it is no Ed25519 private key
 */
export function sealKeyOf(pem: string): SealKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new SealKeyUnreadable('private');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new SealKeyUnreadable('private');
  const known = publicKeyOf(createPublicKey(key));
  return {
    ...known,
    sign: (text) => ({ text, keyId: known.keyId, signature: sign(null, Buffer.from(text), key).toString('base64') }),
  };
}

/** A new private key, PEM (PKCS#8). */
export function newSealKeyPem(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}

/**
 * The public key in a PEM text (SPKI, or a private key's public part) or in its raw form (base64 of 32 bytes).
 * @throws SealKeyUnreadable
 */
export function sealPublicKeyOf(text: string): SealPublicKey {
  const trimmed = text.trim();
  if (/^[A-Za-z0-9+/]{43}=$/.test(trimmed)) {
    const raw = Buffer.from(trimmed, 'base64');
    return { keyId: keyIdOf(raw), raw: raw.toString('base64') };
  }
  try {
    return publicKeyOf(createPublicKey(trimmed));
  } catch {
    throw new SealKeyUnreadable('public');
  }
}

/** The raw key sits at the end of its SPKI form (RFC 8410 §4). */
function publicKeyOf(key: KeyObject): SealPublicKey {
  if (key.asymmetricKeyType !== 'ed25519') throw new SealKeyUnreadable('public');
  const raw = key.export({ type: 'spki', format: 'der' }).subarray(-32);
  return { keyId: keyIdOf(raw), raw: raw.toString('base64') };
}

const SPKI_OF_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** The public key as PEM, for `openssl pkeyutl -verify`. */
export function publicKeyPem({ raw }: SealPublicKey): string {
  const key = Buffer.concat([SPKI_OF_ED25519, Buffer.from(raw, 'base64')]);
  return createPublicKey({ key, type: 'spki', format: 'der' }).export({ type: 'spki', format: 'pem' }) as string;
}

/** Whether this key, and no other, signed exactly this text. Never throws. */
export function isSignedBy({ text, keyId, signature }: SignedSeal, by: SealPublicKey): boolean {
  try {
    const key = Buffer.concat([SPKI_OF_ED25519, Buffer.from(by.raw, 'base64')]);
    const publicKey = createPublicKey({ key, type: 'spki', format: 'der' });
    return (
      keyId === by.keyId &&
      keyId === keyIdOf(Buffer.from(by.raw, 'base64')) &&
      // One signature has one spelling, so that a copy that differs is seen to differ.
      Buffer.from(signature, 'base64').toString('base64') === signature &&
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}
