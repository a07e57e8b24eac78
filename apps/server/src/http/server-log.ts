/** Where the server says what it does: fields, never bodies, query strings or names. */
export interface ServerLog {
  request(line: { method: string; route: string; status: number; ms: number; id: string }): void;
  info(line: string): void;
  error(fields: { instance?: string; error: string; at?: string[] }): void;
}

/** For specs and embedding: says nothing. */
export const silentLog: ServerLog = { request: () => {}, info: () => {}, error: () => {} };
