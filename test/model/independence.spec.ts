import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preProcessFile } from 'typescript';

const RULES = join(__dirname, 'rules');

/** Whatever a file of the model imports that is not of the model. */
function strangers(text: string): string[] {
  return preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((imported) => !/^\.\/[a-z]+$/.test(imported));
}

describe('the model shares no code with the core', () => {
  it.each(readdirSync(RULES))('rules/%s imports nothing but the rules', (file) => {
    expect(strangers(readFileSync(join(RULES, file), 'utf8'))).toEqual([]);
  });

  it('looks at every file there is, and sees a forbidden import', () => {
    expect(readdirSync(RULES).length).toBeGreaterThan(8);
    expect(strangers(`import { due } from '@app/disclosure';`)).toEqual(['@app/disclosure']);
    expect(strangers(`export * from '../../libs/disclosure/src/calendar';`)).toHaveLength(1);
    expect(strangers(`const fs = await import('node:fs');`)).toEqual(['node:fs']);
  });
});
