import { lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
 * PostgreSQL refuses uid 0. As root we lend it a user that exists already and create none: the owner a cluster has, whoever
 * starts it later; else the owner of the data folder; else `postgres`; else `nobody`. As anybody else: ourselves, and a
 * cluster of another user is WRONG_OWNER.
 */
export function serverUserFor(clusterFolder: string, dataFolder: string): ServerUser | undefined {
  const owner = ownerOf(clusterFolder);
  if (!runningAsRoot()) {
    if (owner !== undefined && owner !== process.getuid?.()) {
      throw new DatabaseRefused('WRONG_OWNER', `${clusterFolder} (uid ${owner})`);
    }
    return undefined;
  }
  const known = accounts().filter(({ uid }) => uid !== 0);
  const withUid = (uid: number | undefined) => known.find((account) => account.uid === uid);
  const named = (name: string) => known.find((account) => account.name === name);
  if (owner !== undefined && owner !== 0 && withUid(owner) === undefined)
    throw new DatabaseRefused('NO_SERVER_USER', `uid ${owner}`);
  const user = withUid(owner) ?? withUid(ownerOf(dataFolder)) ?? named('postgres') ?? named('nobody');
  if (user === undefined) throw new DatabaseRefused('NO_SERVER_USER', 'postgres, nobody');
  return user;
}

/** Root copied or restored the cluster (`cp -r`) and owns it now: hands it to the server's user. Not while it runs. */
export function giveClusterTo(user: ServerUser | undefined, cluster: string): void {
  if (user === undefined || ownerOf(cluster) !== 0) return;
  for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(cluster, name), user.uid, user.gid);
  lchownSync(cluster, user.uid, user.gid);
}

function ownerOf(folder: string): number | undefined {
  try {
    return statSync(folder).uid;
  } catch {
    return undefined;
  }
}
