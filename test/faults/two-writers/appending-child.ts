import { postgresStore, RevisionConflict, type AppendRequest } from '@app/event-store';

/** Appends what its parent asks for, one message each way; a process that can be stopped with an append under way. */
async function main([connectionString]: string[]): Promise<void> {
  const store = await postgresStore({ connectionString: connectionString!, readers: 1 });
  process.on('message', (request: AppendRequest) => {
    store.append(request).then(
      (appended) => process.send!({ appended }),
      (error: unknown) =>
        process.send!(
          error instanceof RevisionConflict
            ? { conflict: { expected: error.expected, actual: error.actual } }
            : { unavailable: true },
        ),
    );
  });
  process.on('disconnect', () => void store.close());
  process.send!('ready');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`appending: ${error instanceof Error ? error.message : 'unknown'}\n`);
  process.exit(1);
});
