import { StoreUnavailable } from '@app/event-store';
import { isTransient, reasonOf } from './transient';

const withCode = (code: string) => Object.assign(new Error('王三'), { code });
const wrapped = (code: string) =>
  Object.assign(new Error('王三'), { name: 'QueryFailedError', driverError: withCode(code) });

describe('an error while projecting', () => {
  it.each([
    '08006',
    '25P03',
    '40001',
    '40P01',
    '53100',
    '53300',
    '55P03',
    '57014',
    '57P01',
    '58030',
    'ECONNRESET',
    'ETIMEDOUT',
  ])('passes by itself: %s', (code) => {
    expect([isTransient(withCode(code)), isTransient(wrapped(code))]).toEqual([true, true]);
  });

  it.each(['22P02', '23505', '23514', '42P01', 'XX000'])('is the fault of the event or the code: %s', (code) => {
    expect([isTransient(withCode(code)), isTransient(wrapped(code))]).toEqual([false, false]);
  });

  it('of our own is a fault, of the connection it is not', () => {
    expect(isTransient(new TypeError('x is undefined'))).toBe(false);
    expect(isTransient('thrown text')).toBe(false);
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(new StoreUnavailable(new Error('cut')))).toBe(true);
  });

  it('is told by its kind, never by its message (D9)', () => {
    expect(reasonOf(wrapped('23505'))).toBe('QueryFailedError 23505');
    expect(reasonOf(new RangeError('王三'))).toBe('RangeError');
  });
});
