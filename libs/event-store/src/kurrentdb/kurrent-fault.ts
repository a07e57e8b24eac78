/** KurrentDB refused for a reason that sending again will not cure. Carries the kind of the refusal, no value. */
export class KurrentFault extends Error {
  override readonly name = 'KurrentFault';
  constructor(readonly kind: string) {
    super(`KurrentDB refused: ${kind}`);
  }
}

/** KurrentDB and the PostgreSQL beside it do not belong together. The message says what to do. */
export class OrderRefused extends Error {
  override readonly name = 'OrderRefused';
  constructor(
    readonly code: 'OTHER_LOG' | 'LOG_MISSING' | 'LOG_IN_POSTGRES' | 'URL',
    message: string,
  ) {
    super(message);
  }
}

/** An event stands among the ledger's streams that the ledger has not written: the order cannot go on over it. */
export class ForeignEvent extends Error {
  override readonly name = 'ForeignEvent';
  constructor(
    readonly stream: string,
    readonly revision: number,
  ) {
    super(`revision ${revision} of a stream of the ledger was not written by the ledger`);
  }
}
