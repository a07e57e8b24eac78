import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { decideAgain } from './decide-again';
import { CommandIdReused } from './refused';

const lost = () => new RevisionConflict('case-x', 1, 2);

/** An attempt that fails with these, one after the other, and then succeeds. */
function failing(...errors: Error[]) {
  let tries = 0;
  const attempt = (): Promise<number> => {
    const error = errors[tries++];
    return error ? Promise.reject(error) : Promise.resolve(tries);
  };
  return { attempt, tries: () => tries };
}

describe('a command that lost the race for its stream (F8)', () => {
  it('is decided again, three times in all', async () => {
    expect(await decideAgain({ commandId: 'c' }, failing(lost(), lost()).attempt)).toBe(3);
    const never = failing(lost(), lost(), lost());
    await expect(decideAgain({ commandId: 'c' }, never.attempt)).rejects.toThrow(RevisionConflict);
    expect(never.tries()).toBe(3);
  });

  it('is a conflict at once for whoever stated the revision they saw', async () => {
    const once = failing(lost());
    await expect(decideAgain({ commandId: 'c', expectedRevision: 1 }, once.attempt)).rejects.toThrow(RevisionConflict);
    expect(once.tries()).toBe(1);
  });

  it('says that its id was used for another, and passes on what is no race', async () => {
    await expect(decideAgain({ commandId: 'c' }, failing(new IdempotencyConflict('c')).attempt)).rejects.toThrow(
      CommandIdReused,
    );
    const broken = failing(new TypeError('broken'));
    await expect(decideAgain({ commandId: 'c' }, broken.attempt)).rejects.toThrow('broken');
    expect(broken.tries()).toBe(1);
  });
});
