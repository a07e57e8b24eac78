import { readFileSync, statSync } from 'node:fs';
import { DatabaseRefused } from './refusals';

/** The operating-system user PostgreSQL runs as. `undefined` everywhere means: the user we are ourselves. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

export function runningAsRoot(): boolean {
  return process.getuid?.() === 0;
}

function accounts(): ServerUser[] {
  let text: string;
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/**
 * PostgreSQL refuses uid 0. As root we lend it a user that exists already (`postgres`, else `nobody`): no user is ever
 * created on the host. A cluster that is there keeps the owner it has, whoever starts it later (WRONG_OWNER otherwise).
 */
export function serverUserFor(clusterFolder: string): ServerUser | undefined {
  const owner = ownerOf(clusterFolder);
  if (!runningAsRoot()) {
    if (owner !== undefined && owner !== process.getuid?.())
      throw new DatabaseRefused('WRONG_OWNER', `${clusterFolder} (uid ${owner})`);
    return undefined;
  }
  const known = accounts();
  if (owner !== undefined && owner !== 0) {
    const user = known.find((account) => account.uid === owner);
    if (user === undefined) throw new DatabaseRefused('NO_SERVER_USER', `uid ${owner}`);
    return user;
  }
  const user = ['postgres', 'nobody'].flatMap((name) => known.find((a) => a.name === name && a.uid !== 0) ?? [])[0];
  if (user === undefined) throw new DatabaseRefused('NO_SERVER_USER', 'postgres, nobody');
  return user;
}

function ownerOf(folder: string): number | undefined {
  try {
    return statSync(folder).uid;
  } catch {
    return undefined;
  }
}
