import type { Connections } from '../postgres/connections';
import { PostgresDataKeys } from '../postgres/postgres-data-keys';

/**
 * Wrapped data keys in PostgreSQL beside the order: a key that has lain in an append-only log cannot be destroyed (D9).
 * Destroying one reaches those too that an append under way is just bringing.
 */
export class KurrentDataKeys extends PostgresDataKeys {
  constructor(private readonly beside: Connections) {
    super(beside);
  }

  override async destroy(stream: string, subject: string): Promise<boolean> {
    const { rows } = await this.beside.write<{ destroyed: boolean }>({
      text: 'select log_order.destroy_key($1, $2) as destroyed',
      values: [stream, subject],
    });
    return rows[0]!.destroyed;
  }
}
