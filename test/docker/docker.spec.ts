import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { isSecret, PROCESS_ROLES, SETTINGS } from '@app/runtime';
import { serverOptions } from '../../apps/server/src/start/server-options';
import { COMPOSE_FILES, composeFile, ledgerServices, ROOT, text } from './compose-files';

const manifest = JSON.parse(text('package.json')) as { scripts: Record<string, string>; version: string };

describe.each(COMPOSE_FILES)('%s', (name) => {
  const file = composeFile(name);
  const services = Object.entries(file.services);
  const ours = ledgerServices(file);

  it('gives the server settings that it reads, and starts it with them', () => {
    for (const [, { environment = {} }] of ours) {
      const known = Object.keys(environment).map((key) => key.replace(/_FILE$/, ''));
      expect(known.filter((key) => !(key in SETTINGS))).toEqual([]);
      const values = Object.values(environment);
      expect(values.filter((value) => typeof value !== 'string')).toEqual([]);
      const read = { ...(environment as Record<string, string>), DATABASE_URL: 'postgres://h/d' };
      expect(serverOptions([], read)).toMatchObject({ host: '0.0.0.0', allowRemote: true, port: 3000 });
    }
  });

  it('covers every role, in the cluster each twice', () => {
    const roles = ours.flatMap(([, { environment }]) => String(environment!['ROLES']).split(','));
    const times = name.includes('cluster') ? 2 : 1;
    for (const role of Object.keys(PROCESS_ROLES)) {
      expect([role, roles.filter((each) => each === role).length]).toEqual([role, times]);
    }
    expect(roles).toHaveLength(Object.keys(PROCESS_ROLES).length * times);
  });

  it('pins every image to an exact tag, its own to the version', () => {
    for (const [, { image }] of services) expect(image).toMatch(/^[a-z0-9./-]+:\d+\.\d+(\.\d+)?(-[a-z0-9]+)?$/);
    for (const [, { image }] of ours) expect(image).toBe(`disclosure-ledger:${manifest.version}`);
  });

  it('watches every service, limits it and keeps its log short', () => {
    for (const [service, { healthcheck, deploy, logging, restart }] of services) {
      const { limits } = deploy!.resources;
      expect([service, healthcheck!.test.every((word) => typeof word === 'string')]).toEqual([service, true]);
      expect(['CMD', 'CMD-SHELL']).toContain(healthcheck!.test[0]);
      expect(limits).toEqual({
        cpus: expect.any(String) as string,
        memory: expect.stringMatching(/^\d+[mg]$/) as string,
      });
      expect(logging).toMatchObject({ options: { 'max-size': '20m', 'max-file': '5' } });
      expect(restart).toBe('unless-stopped');
    }
  });

  it('starts what projects before what writes, and both behind their stores (F37)', () => {
    for (const [service, { depends_on = {} }] of services) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        expect([service, other, other in file.services, condition]).toEqual([service, other, true, 'service_healthy']);
      }
      const roles = file.services[service]!.environment?.['ROLES'];
      if (roles === 'api' || roles === 'worker') {
        const projectors = ours.filter(([, { environment }]) => environment!['ROLES'] === 'projector');
        expect(Object.keys(depends_on)).toEqual(expect.arrayContaining(projectors.map(([projector]) => projector)));
      }
    }
  });

  it('holds no secret: each comes from a file that is made on the spot', () => {
    const made = text('docker/new-secrets.sh');
    for (const [, { file: path }] of Object.entries(file.secrets)) {
      expect(path).toMatch(/^\.\/secrets\//);
      expect(made).toContain(path.replace('./secrets/', ''));
      expect(existsSync(join(ROOT, 'docker', path))).toBe(false);
    }
    for (const [, { environment = {}, secrets = [] }] of services) {
      for (const [key, value] of Object.entries(environment)) {
        // An address of a KurrentDB is one without a password here.
        if (isSecret(key)) expect([key, value]).toEqual(['KURRENTDB_URL', expect.not.stringContaining('@')]);
        if (key.endsWith('_FILE')) expect(secrets).toContain(String(value).replace('/run/secrets/', ''));
        else expect(key).not.toMatch(/PASSWORD|SECRET|TOKEN/);
      }
      expect(secrets.filter((secret) => !(secret in file.secrets))).toEqual([]);
    }
    expect(text(name)).not.toMatch(/changeme|:\/\/[^/\s]*:[^/\s]*@|\$\{[A-Z_]+:-/i);
  });

  it('lets nobody in but through the proxy, and that on this machine only', () => {
    const open = services.filter(([, { ports }]) => ports);
    expect(open.map(([service, { ports }]) => [service, ports])).toEqual([['proxy', ['127.0.0.1:8443:8443']]]);
    for (const [, { networks }] of services.filter(([service]) => service !== 'proxy')) {
      expect(Array.isArray(networks) ? networks : Object.keys(networks!)).toEqual(['inside']);
    }
    expect(file.networks['inside']!.internal).toBe(true);
  });

  it('gives our processes nothing to write on and no rights', () => {
    const closed = { read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] };
    for (const [, service] of ours) expect(service).toMatchObject(closed);
  });

  it('has volumes apart for data and write-ahead log (F12), and names every one', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) => volumes.map((each) => each.split(':')));
    const named = mounts.map(([volume]) => volume!).filter((volume) => !volume.startsWith('.'));
    expect(named.sort()).toEqual(Object.keys(file.volumes).sort());
    const { environment, volumes } = file.services['postgres']!;
    expect(volumes!.slice(0, 2)).toEqual(['postgres-data:/var/lib/postgresql', 'postgres-wal:/var/lib/postgresql-wal']);
    expect(String(environment!['POSTGRES_INITDB_WALDIR'])).toMatch(/^\/var\/lib\/postgresql-wal\//);
  });

  it('mounts files that are there', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) => volumes.filter((each) => each.startsWith('./')));
    expect(mounts.length).toBeGreaterThan(1);
    for (const mount of mounts) {
      expect([mount, existsSync(join(ROOT, 'docker', mount.split(':')[0]!)), mount.endsWith(':ro')]).toEqual([
        mount,
        true,
        true,
      ]);
    }
  });

  it('gives the ledger a login that is no superuser', () => {
    const { environment } = file.services['postgres']!;
    expect(Object.keys(environment!).filter((key) => /POSTGRES_(USER|DB)/.test(key))).toEqual([]);
    expect(text('docker/postgres-init.sh')).toContain('create role ledger login nosuperuser');
    expect(text('docker/new-secrets.sh')).toContain(
      `postgres://ledger:%s@postgres:5432/ledger\\n' "$(cat ledger_password)"`,
    );
  });

  it('balances over every process that answers', () => {
    const answering = ours.filter(([, { environment }]) => String(environment!['ROLES']).includes('api'));
    const upstream = String(file.services['proxy']!.environment!['LEDGER_SERVERS']);
    expect([...upstream.matchAll(/server ([\w-]+):3000 max_fails=1/g)].map(([, host]) => host)).toEqual(
      answering.map(([service]) => service),
    );
  });
});

it('the cluster evicts nothing from Redis and keeps it on disk (F29)', () => {
  const command = composeFile('docker/compose.cluster.yaml').services['redis']!.command!.join(' ');
  expect(command).toContain('--maxmemory-policy noeviction');
  expect(command).toContain('--appendonly yes');
});

describe('the Dockerfile', () => {
  const lines = text('docker/Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const told = (instruction: string) => lines.filter((line) => line.trimStart().startsWith(instruction));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));

  it('runs scripts and files that there are', () => {
    const scripts = told('RUN').flatMap((line) =>
      [...line.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script!),
    );
    expect(scripts).toEqual(['build']);
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
    expect(manifest.scripts['start']).toBe((JSON.parse(told('CMD [').at(-1)!.slice(4)) as string[]).join(' '));
  });

  it('copies what is in the checkout', () => {
    const copied = told('COPY').filter((line) => !line.includes('--from='));
    const sources = copied.flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(sources.filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
    const ignore = text('docker/Dockerfile.dockerignore');
    expect(ignore).toBe(text('.dockerignore'));
    const tops = new Set(sources.map((source) => source.split('/')[0]!));
    expect([...tops].filter((top) => !ignore.includes(`\n!${top}\n`))).toEqual([]);
  });

  it('ends as somebody who is not root, with nothing that only the build needs', () => {
    expect(last.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(last.some((line) => line.startsWith('RUN'))).toBe(false);
    const packages = told('RUN').find((line) => line.includes('--omit=dev'));
    expect(packages).toContain('npm ci --omit=dev --ignore-scripts');
    expect(last.filter((line) => line.includes('node_modules'))).toEqual([
      'COPY --from=packages /app/node_modules node_modules',
    ]);
  });

  it('watches the process by node itself', () => {
    const command = JSON.parse(last.join('\n').match(/HEALTHCHECK [^[]*CMD (\[.*\])/)![1]!) as string[];
    expect(command.slice(0, 2)).toEqual(['node', '-e']);
    expect(command[2]).toContain('/health/live');
    expect(() => new Script(command[2]!)).not.toThrow();
  });
});
