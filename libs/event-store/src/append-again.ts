import { StoreUnavailable } from './errors';

export interface RetryPolicy {
  /** How often the same request is sent in all. */
  attempts: number;
  /** Before the second attempt, ms; doubled each time. */
  firstDelay: number;
}
export const RETRY: RetryPolicy = { attempts: 4, firstDelay: 100 };

/**
 * Sends a request whose outcome is unknown again, with the same ids: stored once, whatever happened (F5).
 * @throws StoreUnavailable when no attempt was answered
 */
export async function again<T>(attempt: () => Promise<T>, policy: RetryPolicy = RETRY): Promise<T> {
  for (let tries = 1, delay = policy.firstDelay; ; tries++, delay *= 2) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || tries >= policy.attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
}
