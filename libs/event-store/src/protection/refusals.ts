/** The master key is missing, unusable, or not the one this log was written with. The message says what to do. */
export class MasterKeyRefused extends Error {
  override readonly name = 'MasterKeyRefused';
  constructor(
    /** `RETIRED`: it was replaced before; `IN_USE`: it cannot be replaced while somebody works with it. */
    readonly code: 'MISSING' | 'UNUSABLE' | 'OTHER_KEY' | 'RETIRED' | 'IN_USE',
    message: string,
  ) {
    super(message);
  }
}

/** The data key of this stream and subject was destroyed: nothing personal is added to it any more (D9). */
export class SubjectErased extends Error {
  override readonly name = 'SubjectErased';
  constructor(
    readonly stream: string,
    readonly subject: string,
  ) {
    super(`stream ${stream}: the data key of ${subject} is destroyed`);
  }
}

/** A protected field does not decrypt: it was altered, moved from its place, or its data key is not beside the log. */
export class Undecipherable extends Error {
  override readonly name = 'Undecipherable';
  constructor(
    readonly position: number,
    readonly field: string,
    readonly reason: 'no such data key' | 'another data key' | 'altered or moved',
  ) {
    super(`event ${position}: field ${field} does not decrypt: ${reason}`);
  }
}
