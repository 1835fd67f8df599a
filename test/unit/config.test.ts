import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, settings } from '#app/config/config.ts';

const complete = {
  SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'secret', SHOPIFY_APP_URL: 'https://app.example.com/',
  SETWISE_ENCRYPTION_KEYS: `k2:${Buffer.alloc(32, 2).toString('base64')},k1:${Buffer.alloc(32, 1).toString('base64')}`,
};

function problems(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the settings', () => {
  it('are complete with the least that production needs', () => {
    const config = readConfig(complete);
    expect(config).toMatchObject({ mode: 'production', web: { host: '127.0.0.1', port: 3000 }, shopify: { appUrl: 'https://app.example.com' }, sandboxUrl: undefined });
    expect(config.encryptionKeys.map(({ id }) => id)).toEqual(['k2', 'k1']);
  });

  it('list every problem at once, each with what to set', () => {
    const found = problems({ PORT: '99999', DATABASE_URL: 'mysql://x', SETWISE_ENCRYPTION_KEYS: 'k1:short' });
    for (const name of ['PORT', 'DATABASE_URL', 'SHOPIFY_API_KEY', 'SHOPIFY_API_SECRET', 'SHOPIFY_APP_URL', 'SETWISE_ENCRYPTION_KEYS'])
      expect(found.filter((problem) => problem.startsWith(`${name} `)), name).toHaveLength(1);
  });

  it('count an empty value as absent', () => expect(problems({ ...complete, SHOPIFY_API_SECRET: '' })).toEqual([expect.stringMatching(/^SHOPIFY_API_SECRET is missing: /)]));

  it('take the secret before, while it is rotated, after the one of now', () => {
    expect(readConfig(complete).shopify.apiSecrets).toEqual(['secret']);
    expect(readConfig({ ...complete, SHOPIFY_API_SECRET_PREVIOUS: 'before' }).shopify).toMatchObject({ apiSecret: 'secret', apiSecrets: ['secret', 'before'] });
  });

  it('refuse a sandbox in production', () => expect(problems({ ...complete, SETWISE_SANDBOX_URL: 'http://127.0.0.1:4000' })).toEqual([expect.stringContaining('SETWISE_SANDBOX_URL is set in production')]));

  it('need nothing in sandbox mode', () => expect(readConfig({ SETWISE_MODE: 'sandbox' }).sandboxUrl).toBe('http://127.0.0.1:4000'));

  it('stand in .env.example, all of them and no others', () => {
    const example = fs.readFileSync(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8');
    const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(named.sort()).toEqual(Object.keys(settings.shape).sort());
  });
});
