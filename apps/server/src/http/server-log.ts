/** Where the server says what it does: fields, never bodies, query strings or names. `trace`: the W3C id, if traced. */
export interface ServerLog {
  request(line: { method: string; route: string; status: number; ms: number; id: string; trace?: string }): void;
  info(line: string): void;
  error(fields: { instance?: string; trace?: string; error: string; at?: string[] }): void;
}

/** For specs and embedding: says nothing. */
export const silentLog: ServerLog = { request: () => {}, info: () => {}, error: () => {} };
