// The Function's exports, by the names that shopify.extension.toml gives them.
export { cartDeliveryOptionsDiscountsGenerateRun } from './delivery.ts';
export { cartLinesDiscountsGenerateRun } from './run.ts';
