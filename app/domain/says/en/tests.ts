// Why a test was not ended.
export const tests = {
  gone: 'There is no such test.',
  ended: 'Somebody has ended this test meanwhile. Load the page again to see how.',
  noVersion: 'The test has no such version.',
} as const;
