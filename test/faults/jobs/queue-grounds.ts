import { Redis } from 'ioredis';
import type { QueueBackend } from '@app/jobs';
import { RedisServer } from '../../support/redis/redis-server';
import type { JobBureau } from './job-bureau';

/** What a queue stands on, with the harm that can be done to it. */
export interface QueueGround {
  backendOf(bureau: JobBureau): QueueBackend;
  /** All that the queue knew is gone, while everybody is connected. */
  lose(bureau: JobBureau): Promise<void>;
  close(): Promise<void>;
}

/** The same suite runs on each. */
export const QUEUE_GROUNDS: Record<'PostgreSQL' | 'Redis', () => Promise<QueueGround>> = {
  PostgreSQL: () =>
    Promise.resolve({
      backendOf: (bureau) => ({ connectionString: bureau.database.connectionString }),
      lose: async ({ pool }) => void (await pool.query('drop schema bullmq cascade')),
      close: () => Promise.resolve(),
    }),
  Redis: async () => {
    const { REDIS_URL } = process.env;
    const server = REDIS_URL === undefined ? await RedisServer.start() : undefined;
    const redisUrl = REDIS_URL ?? server!.url;
    const client = new Redis(redisUrl);
    // Only what is ours: a Redis that was given may hold more.
    return {
      backendOf: () => ({ redisUrl }),
      lose: async () => {
        const all = await client.keys('{disclosure-ledger:*}:*');
        if (all.length > 0) await client.del(...all);
      },
      close: async () => {
        client.disconnect();
        await server?.stop();
      },
    };
  },
};
