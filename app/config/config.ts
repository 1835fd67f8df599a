// The only reader of process.env. Validated once, at boot: a bad environment stops the process with one message that
// lists every problem and what to set. Nothing below pipeline/ may import this; values are handed down.
import { z } from 'zod';
import { SANDBOX_DEFAULTS } from './sandbox-defaults.ts';

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ''));
const port = z.coerce.number().int().min(0).max(65_535);

const keyring = z.string().transform((text, context) => {
  const keys = text.split(',').map((part) => {
    const [id, material] = part.trim().split(':');
    return { id: id ?? '', key: Buffer.from(material ?? '', 'base64') };
  });
  for (const { id, key } of keys) {
    if (!/^[a-z0-9-]{1,16}$/.test(id) || key.length !== 32)
      context.addIssue({ code: 'custom', message: 'is not a list of id:base64 with 32-byte keys, e.g. k1:$(openssl rand -base64 32)' });
  }
  return keys;
});

/** Every setting, with what it is for. `.env.example` is held against this by a test. */
export const settings = z.object({
  SETWISE_MODE: z.enum(['production', 'sandbox', 'test']).default('production'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'is not a postgres:// address').optional(),
  SETWISE_DATA_DIR: z.string().min(1).default('.data'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SHOPIFY_API_SECRET_PREVIOUS: z.string().min(1).optional(),
  SHOPIFY_APP_URL: url,
  SETWISE_ENCRYPTION_KEYS: keyring,
  SETWISE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  SETWISE_SANDBOX_URL: url.optional(),
});

export interface Config {
  mode: 'production' | 'sandbox' | 'test';
  /** Absent: the embedded PostgreSQL in dataDir. */
  databaseUrl: string | undefined;
  dataDir: string;
  web: { host: string; port: number };
  /** With `apiSecret` we ask; what is signed with any of `apiSecrets` is Shopify's: the newest first. */
  shopify: { apiKey: string; apiSecret: string; apiSecrets: readonly string[]; appUrl: string };
  /** First key seals; all open. */
  encryptionKeys: readonly { id: string; key: Buffer }[];
  logLevel: string;
  /** The other side of every wire, in sandbox and test mode; undefined in production. */
  sandboxUrl: string | undefined;
}

export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `Setwise cannot start: ${problems.length} setting${problems.length === 1 ? '' : 's'} to mend.\n` +
        problems.map((problem) => `  - ${problem}`).join('\n') +
        '\nSee .env.example for what each is for.',
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads the settings.
 * @param env the environment; in sandbox and test mode what is absent takes the sandbox's defaults
 * @throws ConfigError naming every setting that is missing or malformed
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const mode = env.SETWISE_MODE ?? 'production';
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const input = mode === 'production' ? filled : { ...SANDBOX_DEFAULTS, ...filled };
  const parsed = settings.safeParse(input);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return input[name] === undefined ? `${name} is missing: ${HINTS[name] ?? 'set it'}` : `${name} ${issue.message.toLowerCase().startsWith('invalid') ? `is not valid (${issue.message})` : issue.message}: ${HINTS[name] ?? 'mend it'}`;
      });
  if (mode === 'production' && filled.SETWISE_SANDBOX_URL)
    problems.push('SETWISE_SANDBOX_URL is set in production: unset it, or set SETWISE_MODE=sandbox (calls would go to a store that is not Shopify)');
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const value = parsed.data;
  return {
    mode: value.SETWISE_MODE,
    databaseUrl: value.DATABASE_URL,
    dataDir: value.SETWISE_DATA_DIR,
    web: { host: value.HOST, port: value.PORT },
    shopify: {
      apiKey: value.SHOPIFY_API_KEY,
      apiSecret: value.SHOPIFY_API_SECRET,
      apiSecrets: [value.SHOPIFY_API_SECRET, value.SHOPIFY_API_SECRET_PREVIOUS].filter((secret) => secret !== undefined),
      appUrl: value.SHOPIFY_APP_URL,
    },
    encryptionKeys: value.SETWISE_ENCRYPTION_KEYS,
    logLevel: value.SETWISE_LOG_LEVEL,
    sandboxUrl: value.SETWISE_SANDBOX_URL,
  };
}

const HINTS: Record<string, string> = {
  SETWISE_MODE: 'production, sandbox or test',
  DATABASE_URL: 'postgres://user:password@host:5432/database, or leave it out for the embedded database',
  SHOPIFY_API_KEY: 'the client id from the app settings in the Shopify Dev Dashboard',
  SHOPIFY_API_SECRET: 'the client secret from the app settings in the Shopify Dev Dashboard',
  SHOPIFY_API_SECRET_PREVIOUS: 'the client secret before it was rotated, or leave it out',
  SHOPIFY_APP_URL: 'the https address under which Shopify reaches this app',
  SETWISE_ENCRYPTION_KEYS: 'id:base64key, newest first, e.g. k1:$(openssl rand -base64 32)',
  PORT: 'a port between 0 and 65535',
  SETWISE_SANDBOX_URL: 'the http address that the sandbox printed',
  SETWISE_LOG_LEVEL: 'fatal, error, warn, info, debug or silent',
};

let current: Config | undefined;
/** The process's configuration, read once. */
export function config(): Config {
  current ??= readConfig(process.env);
  return current;
}
