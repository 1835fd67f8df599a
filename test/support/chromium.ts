// Finds a browser, or unpacks the one that npm brought, so that a fresh machine needs no install of its own:
// $CHROME_PATH, the system's Chromium, Google Chrome (macOS, Windows: Playwright's channel), then @sparticuz/chromium.
import fs from 'node:fs';
import chromium from '@sparticuz/chromium';
import type { LaunchOptions } from 'playwright';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Without these Chromium calls home at every start, which a closed network turns into noise. */
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function browserLaunchOptions(): Promise<LaunchOptions> {
  const named = process.env.CHROME_PATH;
  if (named && !fs.existsSync(named)) throw new Error(`CHROME_PATH is ${named}, and there is no such file: mend or unset it.`);
  const found = named ?? SYSTEM.find((file) => fs.existsSync(file));
  if (found) return { executablePath: found, args: QUIET };
  if (process.platform !== 'linux') return { channel: 'chrome', args: QUIET };
  return { executablePath: await chromium.executablePath(), args: [...QUIET, '--headless'] };
}

/** The app answers 410 Gone to crawlers, and counts HeadlessChrome as one. */
export const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';
