import type { StoredEvent } from '@app/event-store';
import { parseSealText, type Seal, type SignedSeal } from './seal-text';

/** The stream of seals; the event of seal n has revision n − 1. */
export const SEALS_STREAM = 'seals';
/** Type of the events in it. */
export const SEAL_EVENT = 'LogSealed';

/** What a `LogSealed` event holds. The text is the truth; the key stands beside it so that anybody can check it. */
export interface SealedData extends SignedSeal {
  /** Raw public key, base64 of 32 bytes. Whether it is the right one only who got it from elsewhere can say. */
  publicKey: string;
}

export interface SealInLog extends SealedData {
  seal: Seal;
}

/** The seal in an event's stored body; nothing when it holds none. */
export function sealIn({ body }: Pick<StoredEvent, 'body'>): SealInLog | undefined {
  try {
    const { data } = JSON.parse(body) as { data: Record<string, unknown> };
    const { text, keyId, signature, publicKey } = data;
    if (![text, keyId, signature, publicKey].every((each) => typeof each === 'string')) return undefined;
    return { ...(data as unknown as SealedData), seal: parseSealText(text as string) };
  } catch {
    return undefined;
  }
}
