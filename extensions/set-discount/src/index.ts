// The Function's exports, by the names that shopify.extension.toml gives them.
export { cartLinesDiscountsGenerateRun } from './run.ts';
