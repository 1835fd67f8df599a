// A process of its own that calls a shop's Admin API many times at once, as a web or worker process does, and says on
// standard output what came of it. Its settings are its environment; its arguments are the shop, how many, for whom, and what.
import { adminClient, operation } from '#app/adapters/shopify/admin-client.ts';
import { config } from '#app/config/config.ts';
import { chooseDatabase } from '#app/db/database-url.ts';
import { closePools } from '#app/db/open.ts';

export interface CallsMade {
  answered: number;
  errors: string[];
}

chooseDatabase(config().databaseUrl ?? '');
const [shopDomain = '', count = '0', priority = 'interactive', document = ''] = process.argv.slice(2);
const client = adminClient(shopDomain, priority as 'interactive' | 'background');
const asked = operation(document);
const outcomes = await Promise.allSettled(Array.from({ length: Number(count) }, () => client.run(asked, {})));
const made: CallsMade = {
  answered: outcomes.filter(({ status }) => status === 'fulfilled').length,
  errors: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as Error).message] : [])),
};
process.stdout.write(`${JSON.stringify(made)}\n`);
await closePools();
