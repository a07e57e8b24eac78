import { readFileSync, writeFileSync } from 'node:fs';
import { withFolderLock } from '../src/folder-lock';

/** Adds one to a number in a file, again and again, in a way that only mutual exclusion makes right. */
async function main(): Promise<void> {
  const [lock, file, rounds] = process.argv.slice(2) as [string, string, string];
  for (let round = 0; round < Number(rounds); round += 1) {
    await withFolderLock(lock, async () => {
      const before = Number(readFileSync(file, 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 1));
      writeFileSync(file, String(before + 1));
    });
  }
}

void main();
