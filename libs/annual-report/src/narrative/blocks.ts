/** A stretch of text with one look. */
export interface Run {
  text: string;
  bold: boolean;
}

/** What a text of the report is made of, the same for every format. */
export type Block =
  | { kind: 'heading'; level: number; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] };
