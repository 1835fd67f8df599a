// One reading of an export in a process of its own, as the worker does it, so that its peak memory is its own: from the
// file's bytes to rows, through the real splitter, mapping and writes.
import fs from 'node:fs';
import { splitLines } from '#app/adapters/shopify/export-file.ts';
import { closePools } from '#app/db/open.ts';
import { chooseDatabase } from '#app/db/database-url.ts';
import { readExport } from '#app/pipeline/sync/backfill/read-export.ts';
import { STAGES } from '#app/pipeline/sync/backfill/stages.ts';

const [database, shopId, file] = process.argv.slice(2) as [string, string, string];
chooseDatabase(database);
const stage = STAGES.orders;
if (stage.kind !== 'export') throw new Error('Orders are exported.');

const began = performance.now();
const rows = await readExport({
  writer: stage.writer({ shopId: BigInt(shopId), currency: 'EUR' }),
  lines: splitLines(fs.createReadStream(file, { highWaterMark: 1 << 18 }), 0),
  onBatch: async () => {},
});
const seconds = (performance.now() - began) / 1_000;
await closePools();
const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ rows, seconds, cpuSeconds: (user + system) / 1e6, peakMegabytes: process.resourceUsage().maxRSS / 1_024 }));
