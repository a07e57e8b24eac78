import { Client } from 'pg';
import { freshDatabase } from '../../../test/support/postgres';

it('gives every spec an empty database of its own', async () => {
  const [one, two] = await Promise.all([freshDatabase(), freshDatabase()]);
  const client = new Client({ connectionString: one.connectionString });
  await client.connect();
  await client.query('CREATE TABLE only_here (a int)');
  await client.end();
  const other = new Client({ connectionString: two.connectionString });
  await other.connect();
  expect((await other.query("SELECT to_regclass('only_here') AS t")).rows).toEqual([{ t: null }]);
  await other.end();
  await one.drop();
  await two.drop();
});
