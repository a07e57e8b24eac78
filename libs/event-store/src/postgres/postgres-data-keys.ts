import type { DataKeys, StoredDataKey } from '../log-store';
import type { Connections } from './connections';

interface KeyRow {
  stream: string;
  subject: string;
  key_id: string;
  master_key_id: string;
  wrapped: string | null;
}

/** Wrapped data keys in the table beside the log. */
export class PostgresDataKeys implements DataKeys {
  constructor(private readonly connections: Connections) {}

  async find(streams: readonly string[]): Promise<StoredDataKey[]> {
    const { rows } = await this.connections.read<KeyRow>({
      name: 'data-keys',
      text: 'select stream, subject, key_id, master_key_id, wrapped from log.data_keys where stream = any($1::text[])',
      values: [streams],
    });
    return rows.map((row) => ({
      stream: row.stream,
      subject: row.subject,
      keyId: row.key_id,
      wrapped: row.wrapped === null ? null : { masterKeyId: row.master_key_id, text: row.wrapped },
    }));
  }

  async destroy(stream: string, subject: string): Promise<boolean> {
    const { rows } = await this.connections.write<{ destroyed: boolean }>({
      text: 'select log.destroy_key($1, $2) as destroyed',
      values: [stream, subject],
    });
    return rows[0]!.destroyed;
  }

  async masterKeyChecks(): Promise<Map<string, string>> {
    const { rows } = await this.connections.read<{ master_key_id: string; check_value: string }>({
      text: 'select master_key_id, check_value from log.master_keys where retired_at is null',
    });
    return new Map(rows.map((row) => [row.master_key_id, row.check_value]));
  }

  async wrappedMatchKey(masterKeyId: string): Promise<string | null> {
    const { rows } = await this.connections.read<{ match_key: string | null }>({
      text: 'select match_key from log.master_keys where master_key_id = $1',
      values: [masterKeyId],
    });
    return rows[0]?.match_key ?? null;
  }

  async recordMasterKey(masterKeyId: string, check: string, atHand: readonly string[]): Promise<boolean> {
    const { rows } = await this.connections.write<{ recorded: boolean }>({
      text: 'select log.record_master_key($1, $2, $3::text[]) as recorded',
      values: [masterKeyId, check, atHand],
    });
    return rows[0]!.recorded;
  }
}
