// A process that goes on with one backfill, as a worker does, until it ends or is killed.
import { chooseDatabase } from '#app/db/database-url.ts';
import { closePools } from '#app/db/open.ts';
import { runBackfill } from '#app/pipeline/sync/backfill/run-backfill.ts';

const [database, shopId, backfillId] = process.argv.slice(2) as [string, string, string];
chooseDatabase(database);
await runBackfill(BigInt(shopId), backfillId, () => new Date());
await closePools();
