/** Why a database could not be opened. Scripts and the CLI depend on these codes; add, never rename. */
export type RefusalCode =
  | 'BUSY_PORT'
  | 'READ_ONLY'
  | 'DISK_FULL'
  | 'IN_USE'
  | 'WRONG_VERSION'
  | 'WRONG_OWNER'
  | 'NOT_A_DATA_FOLDER'
  | 'UNREACHABLE'
  | 'LOGIN_REFUSED'
  | 'UNSAFE_SETTINGS'
  | 'UNSUPPORTED_PLATFORM'
  | 'NO_SERVER_USER'
  | 'START_FAILED';

type Wording = { message: string; advice: string };
/** The same sentence in both languages of the product (D16: Chinese first, English second). */
type Catalogue = Record<RefusalCode, { zh: (detail: string) => Wording; en: (detail: string) => Wording }>;

const CATALOGUE: Catalogue = {
  BUSY_PORT: {
    zh: (d) => ({
      message: `端口被占用：${d}`,
      advice: '请停止占用该端口的程序，或换一个端口，或不指定端口（自动选择空闲端口）。',
    }),
    en: (d) => ({
      message: `The port is in use: ${d}`,
      advice: 'Stop the program that uses it, choose another port, or choose none (a free one is then taken).',
    }),
  },
  READ_ONLY: {
    zh: (d) => ({ message: `数据目录不可写：${d}`, advice: '请检查目录权限和挂载方式，或用 --data 指定可写的目录。' }),
    en: (d) => ({
      message: `The data folder cannot be written: ${d}`,
      advice: 'Check its permissions and its mount, or name a writable folder with --data.',
    }),
  },
  DISK_FULL: {
    zh: (d) => ({ message: `磁盘空间不足：${d}`, advice: '请腾出空间后重新启动；已确认的数据不会丢失。' }),
    en: (d) => ({
      message: `The disk is full: ${d}`,
      advice: 'Free some space and start again; nothing that was acknowledged is lost.',
    }),
  },
  IN_USE: {
    zh: (d) => ({ message: `数据目录正被另一进程启动或停止：${d}`, advice: '请等待该进程完成后重试。' }),
    en: (d) => ({
      message: `Another process is starting or stopping the database of this folder: ${d}`,
      advice: 'Wait until it is done, then try again.',
    }),
  },
  WRONG_VERSION: {
    zh: (d) => ({ message: `数据库版本不符：${d}`, advice: '请用原版本 pg_dump 导出，再导入新的数据目录。' }),
    en: (d) => ({
      message: `The database has another version: ${d}`,
      advice: 'Dump it with pg_dump of its own version and restore it into a new data folder.',
    }),
  },
  WRONG_OWNER: {
    zh: (d) => ({ message: `数据目录属于另一用户：${d}`, advice: '请以该用户身份（或 root）运行，或另选数据目录。' }),
    en: (d) => ({
      message: `The data folder belongs to another user: ${d}`,
      advice: 'Run as that user (or as root), or choose another data folder.',
    }),
  },
  NOT_A_DATA_FOLDER: {
    zh: (d) => ({
      message: `该目录不是本系统的数据目录，且不为空：${d}`,
      advice: '请指定空目录或已有的数据目录；现有文件未被改动。',
    }),
    en: (d) => ({
      message: `The folder is not a data folder of this system and not empty: ${d}`,
      advice: 'Name an empty folder or an existing data folder; nothing in it was touched.',
    }),
  },
  UNREACHABLE: {
    zh: (d) => ({
      message: `无法连接数据库：${d}`,
      advice: '请检查 DATABASE_URL 的主机、端口和数据库名，以及服务器是否已启动。',
    }),
    en: (d) => ({
      message: `The database cannot be reached: ${d}`,
      advice: 'Check host, port and database name in DATABASE_URL, and whether the server runs.',
    }),
  },
  LOGIN_REFUSED: {
    zh: (d) => ({ message: `数据库拒绝登录：${d}`, advice: '请检查用户名和密码。' }),
    en: (d) => ({ message: `The database refused the login: ${d}`, advice: 'Check user name and password.' }),
  },
  UNSAFE_SETTINGS: {
    zh: (d) => ({
      message: `数据库设置可能丢失已确认的数据：${d}`,
      advice: '请改正上述设置后再启动；本系统不在不安全的设置上运行。',
    }),
    en: (d) => ({
      message: `The database could lose acknowledged data: ${d}`,
      advice: 'Correct these settings and start again; this system does not run on unsafe ground.',
    }),
  },
  UNSUPPORTED_PLATFORM: {
    zh: (d) => ({
      message: `本平台没有可用的内置 PostgreSQL：${d}`,
      advice: '请安装 PostgreSQL 并设置 DATABASE_URL。',
    }),
    en: (d) => ({
      message: `There is no embedded PostgreSQL for this platform: ${d}`,
      advice: 'Install PostgreSQL and set DATABASE_URL.',
    }),
  },
  NO_SERVER_USER: {
    zh: (d) => ({
      message: `PostgreSQL 不能以 root 运行，且没有可用的普通用户：${d}`,
      advice: '请以普通用户运行，或建立 postgres 用户，或设置 DATABASE_URL。',
    }),
    en: (d) => ({
      message: `PostgreSQL refuses to run as root and no other user can run it: ${d}`,
      advice: 'Run as a normal user, create a user named postgres, or set DATABASE_URL.',
    }),
  },
  START_FAILED: {
    zh: (d) => ({ message: `内置 PostgreSQL 启动失败：${d}`, advice: '详情见数据目录中的 database/server.log。' }),
    en: (d) => ({
      message: `The embedded PostgreSQL did not start: ${d}`,
      advice: 'Details are in database/server.log in the data folder.',
    }),
  },
};

/**
 * A database that was not opened: `code` for programs, `message` and `advice` for people (Chinese, then English).
 * `detail` is a place or a name; it never holds a password or a URL with credentials.
 */
export class DatabaseRefused extends Error {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly advice: string;
  /** Message and advice as one sentence of each language. */
  readonly zh: string;
  readonly en: string;

  constructor(code: RefusalCode, detail: string, options?: ErrorOptions) {
    const zh = CATALOGUE[code].zh(detail);
    const en = CATALOGUE[code].en(detail);
    super(`${zh.message} / ${en.message}`, options);
    this.name = 'DatabaseRefused';
    this.code = code;
    this.detail = detail;
    this.advice = `${zh.advice} / ${en.advice}`;
    this.zh = `${zh.message}。${zh.advice}`;
    this.en = `${en.message}. ${en.advice}`;
  }
}

/** The system error code of a failed call (`EACCES`, `ENOSPC`, …), or undefined. */
export function errnoOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

const BY_ERRNO: Partial<Record<string, RefusalCode>> = {
  EACCES: 'READ_ONLY',
  EPERM: 'READ_ONLY',
  ENOENT: 'READ_ONLY',
  ENOTDIR: 'NOT_A_DATA_FOLDER',
  EROFS: 'READ_ONLY',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'DISK_FULL',
};

/** Turns a failed file operation on the data folder into a refusal that names the place; other errors pass through. */
export function refusalOfFileError(error: unknown, path: string): unknown {
  const errno = errnoOf(error);
  const code = errno === undefined ? undefined : BY_ERRNO[errno];
  return code === undefined ? error : new DatabaseRefused(code, `${path} (${errno})`, { cause: error });
}
