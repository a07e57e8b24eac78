import { TEXTS, type TextCode } from '../form/sections';
import { BINDING_NAMES, type Bindings } from './bindings';
import type { Block, Run } from './blocks';

const BINDING = /\{([^{}]*)\}/gu;

/** A text refers to a number the report does not have. `line` and `column` count from 1. */
export class UnknownBinding extends Error {
  readonly code = 'E_BINDING';
  constructor(
    readonly section: TextCode,
    readonly line: number,
    readonly column: number,
    readonly binding: string,
  ) {
    super(`“${TEXTS[section]}”（${section}）第${line}行第${column}列：没有名为{${binding}}的数据`);
    this.name = 'UnknownBinding';
  }
}

/** Throws `UnknownBinding` at the first `{…}` of a text that names nothing; the names are the same for every report. */
export function requireKnownBindings(section: TextCode, markdown: string): void {
  for (const found of markdown.matchAll(BINDING)) {
    const binding = found[1] ?? '';
    if (BINDING_NAMES.has(binding)) continue;
    const before = markdown.slice(0, found.index).split('\n');
    throw new UnknownBinding(section, before.length, (before.at(-1)?.length ?? 0) + 1, binding);
  }
}

/** A text with its numbers, for a reader; an unknown name stays as it is. */
export const withNumbers = (text: string, bindings: Bindings): string =>
  text.replace(BINDING, (whole, name: string) => bindings.get(name) ?? whole);

/** Puts the numbers into the blocks, after Markdown has been read, so that no value is ever taken for markup. */
export function bound(blocks: readonly Block[], bindings: Bindings): Block[] {
  const fill = (runs: readonly Run[]): Run[] => runs.map((run) => ({ ...run, text: withNumbers(run.text, bindings) }));
  return blocks.map((block) =>
    block.kind === 'list'
      ? { ...block, items: block.items.map((item) => bound(item, bindings)) }
      : { ...block, runs: fill(block.runs) },
  );
}
