/** An event as the queries over `log.events` give it: positions as decimal text, hashes in hex. */
export interface EventRow {
  position: string;
  stream: string;
  revision: number;
  id: string;
  type: string;
  schema_version: number;
  effective_on: string;
  recorded_at: string;
  actor_id: string;
  actor_role: string;
  body: string;
  hash: string;
}
