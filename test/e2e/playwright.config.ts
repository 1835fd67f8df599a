import { defineConfig } from 'playwright/test';
import { browserLaunchOptions, USER_AGENT } from '../support/chromium.ts';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 1,
  // A story that needs luck is a bug in it: no retries.
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    // A button that does not come is said after half a minute, not when the whole story's time is up.
    actionTimeout: 30_000,
    userAgent: USER_AGENT,
    launchOptions: await browserLaunchOptions(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
  },
});
