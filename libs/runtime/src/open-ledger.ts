import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus, type Command, type Query } from '@nestjs/cqrs';
import { Projector } from '@app/read-models';
import { openFoundation, type Foundation } from './foundation';
import type { RuntimeOptions } from './options';
import { RuntimeModule } from './runtime.module';

/** The system without a server around it: what the CLI and the tests hold in hand. */
export interface Ledger {
  commands: CommandBus;
  queries: QueryBus;
  projector: Projector;
  foundation: Foundation;
  execute<T>(command: Command<T>): Promise<T>;
  /** Answers once the read models have everything the log held when asked. */
  ask<T>(query: Query<T>): Promise<T>;
  close(): Promise<void>;
}

/** @throws DatabaseRefused and what migrations throw */
export async function openLedger(options: RuntimeOptions): Promise<Ledger> {
  const foundation = await openFoundation(options);
  try {
    const app = await NestFactory.createApplicationContext(RuntimeModule.forRoot(foundation), {
      logger: false,
      abortOnError: false,
    });
    const commands = app.get(CommandBus, { strict: false });
    const queries = app.get(QueryBus, { strict: false });
    const projector = app.get(Projector, { strict: false });
    return {
      commands,
      queries,
      projector,
      foundation,
      execute: (command) => commands.execute(command),
      ask: async (query) => {
        await projector.catchUp();
        return queries.execute(query);
      },
      close: async () => {
        await app.close();
        await foundation.close();
      },
    };
  } catch (error) {
    await foundation.close();
    throw error;
  }
}
