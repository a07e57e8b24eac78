import { lexer, type Token, type Tokens } from 'marked';
import type { Block, Run } from './blocks';

/** Full-width and other blanks people type to indent a paragraph; the renderers indent by themselves. */
const INDENT = /^[\s\u3000]+/u;

/** A soft line break inside a paragraph is no blank between Chinese characters. */
const unwrap = (text: string) =>
  text.replace(/(?<=[^\x00-\x7f]) *\n *|\s*\n\s*(?=[^\x00-\x7f])/gu, '').replace(/\n/g, ' ');

/** Markdown as blocks: paragraphs, headings, lists and bold. Everything else, raw HTML included, stays plain text. */
export function blocksOf(markdown: string): Block[] {
  return blocksOfTokens(lexer(markdown.replace(/^[ \t\u3000]+/gmu, dedent)));
}

/** Four blanks would make a code block; nobody writes code in an annual report, but many indent paragraphs so. */
const dedent = (blanks: string): string => (/^ {1,3}$/.test(blanks) ? blanks : '');

function blocksOfTokens(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token): Block[] => {
    switch (token.type) {
      case 'space':
      case 'hr':
      case 'def':
        return [];
      case 'heading':
        return [{ kind: 'heading', level: (token as Tokens.Heading).depth, runs: runsOf(token) }];
      case 'list': {
        const { ordered, start, items } = token as Tokens.List;
        const listed = items.map((item) => blocksOfTokens(item.tokens));
        return [{ kind: 'list', ordered, start: start === '' ? 1 : start, items: listed }];
      }
      case 'blockquote':
        return blocksOfTokens((token as Tokens.Blockquote).tokens);
      case 'paragraph':
      case 'text':
        return paragraph(runsOf(token));
      default:
        return token.raw.split('\n').flatMap((line) => paragraph([{ text: line, bold: false }]));
    }
  });
}

function paragraph(runs: Run[]): Block[] {
  const [first, ...rest] = runs;
  if (first === undefined) return [];
  const trimmed = [{ ...first, text: first.text.replace(INDENT, '') }, ...rest].filter((run) => run.text !== '');
  return trimmed.some((run) => run.text.trim() !== '') ? [{ kind: 'paragraph', runs: trimmed }] : [];
}

function runsOf(token: Token, bold = false): Run[] {
  const inner = 'tokens' in token ? token.tokens : undefined;
  if (inner === undefined) return [{ text: unwrap(plainText(token)), bold }];
  return merged(inner.flatMap((each) => runsOf(each, bold || each.type === 'strong')));
}

/** The text of a token without inline structure; HTML is text like any other and escaped by the renderers. */
function plainText(token: Token): string {
  if (token.type === 'br') return '\n';
  return 'text' in token && token.type !== 'html' ? String(token.text) : token.raw;
}

/** Neighbouring runs of the same look are one run. */
function merged(runs: Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (last !== undefined && last.bold === run.bold) last.text += run.text;
    else result.push({ ...run });
  }
  return result;
}
