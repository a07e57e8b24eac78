import { generateKeyPairSync } from 'node:crypto';
import { isSignedBy, newSealKeyPem, publicKeyPem, sealKeyOf, sealPublicKeyOf } from './sign';

/** The first test vector of RFC 8032 §7.1, as PKCS#8. */
const RFC_8032 = sealKeyOf(
  `-----BEGIN PRIVATE KEY-----\n${Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
  ]).toString('base64')}\n-----END PRIVATE KEY-----\n`,
);

describe('signing a seal (Ed25519)', () => {
  it('gives the signature of the reference vector', () => {
    expect(Buffer.from(RFC_8032.raw, 'base64').toString('hex')).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
    expect(Buffer.from(RFC_8032.sign('').signature, 'base64').toString('hex')).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
    expect(RFC_8032.keyId).toBe('21fe31dfa154a261');
  });

  it('is checked with the public key alone, in either form', () => {
    const key = sealKeyOf(newSealKeyPem());
    const signed = key.sign('文本\n');
    expect(isSignedBy(signed, sealPublicKeyOf(key.raw))).toBe(true);
    expect(isSignedBy(signed, sealPublicKeyOf(publicKeyPem(key)))).toBe(true);
  });

  it('does not hold for another text, key, name or spelling', () => {
    const [key, other] = [sealKeyOf(newSealKeyPem()), sealKeyOf(newSealKeyPem())];
    const signed = key.sign('text\n');
    const lastChar = signed.signature.at(-3)!;
    const sameBytes = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const respelled = sameBytes[sameBytes.indexOf(lastChar) ^ 1]!;
    expect(isSignedBy({ ...signed, text: 'text' }, key)).toBe(false);
    expect(isSignedBy(signed, other)).toBe(false);
    expect(isSignedBy({ ...other.sign('text\n'), keyId: key.keyId }, key)).toBe(false);
    expect(isSignedBy({ ...signed, keyId: other.keyId }, { ...key, keyId: other.keyId })).toBe(false);
    expect(isSignedBy({ ...signed, signature: '' }, key)).toBe(false);
    expect(isSignedBy({ ...signed, signature: `${signed.signature.slice(0, -3)}${respelled}==` }, key)).toBe(false);
    expect(isSignedBy(signed, { ...key, raw: 'AAAA' })).toBe(false);
  });

  it('takes no other text or kind of key, and repeats none of it', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(() => sealKeyOf(pem)).toThrow('not an Ed25519 private key in PEM');
    expect(() => sealKeyOf('secret words')).toThrow(/^not an Ed25519 private key in PEM$/);
    expect(() => sealPublicKeyOf(pem)).toThrow('not an Ed25519 public key in PEM');
    expect(() => sealPublicKeyOf('')).toThrow('not an Ed25519 public key in PEM');
  });
});
