import { DatabaseError } from 'pg';
import { StoreUnavailable } from '../errors';

/** SQLSTATE classes after which the same append may simply be sent again: connection, resources, intervention, locks. */
const PASSING = [/^08/, /^53/, /^57/, /^58/, /^25P/, /^40/, /^55P03$/];

/** An SQL error that sending again will not cure. Carries no value: PostgreSQL's own message may quote one. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  constructor(
    readonly sqlState: string,
    readonly constraint?: string,
  ) {
    super(`the event store's database refused: SQLSTATE ${sqlState}${constraint ? `, ${constraint}` : ''}`);
  }
}

/** Sorts what the driver threw into "no answer" and "no". */
export function faultOf(error: unknown): StoreUnavailable | StoreFault {
  if (!(error instanceof DatabaseError) || error.code === undefined) return new StoreUnavailable(error);
  const { code, constraint } = error;
  return PASSING.some((pattern) => pattern.test(code)) ? new StoreUnavailable(error) : new StoreFault(code, constraint);
}
