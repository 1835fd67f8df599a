// Every test file runs in test mode: the sandbox's worthless credentials, no logging.
process.env.SETWISE_MODE ??= 'test';
process.env.SETWISE_LOG_LEVEL ??= 'silent';
