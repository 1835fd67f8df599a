// Offers over HTTP on a shop of 100,000 products, from the signed question to the answer: the real handler on a real database,
// facts, arms and decisions in it. Server and shoppers are processes of their own. The reference is a bare node:http answer of
// the same length, from the same process, asked the same by the same shoppers in the same run.
import { pool } from '#app/db/pool.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import { askChild, endChild, startChild } from './child.ts';
import type { Figure } from './figure.ts';
import { seedLargeShop } from './large-shop.ts';
import type { OffersOrder, OffersReport } from './offers-load-child.ts';
import type { OffersServer, OffersUsage } from './offers-server-child.ts';

/** Until what is asked often is kept, and the code that answers compiled: as for a server that has been up for minutes. */
const WARM_UP = 40_000;
const PER_SECOND = 300;
const SECONDS = Number(process.env.SECONDS ?? 20);
const CONNECTIONS = 16;
/** Asked as fast as they are answered, by turns with the bare answer, so that both meet the same machine. */
const ROUNDS = 4;
const PER_ROUND = 5_000;
/** Of an answer with an offer of three items. */
const ANSWER_BYTES = 1_900;

export const name = 'decisions';

export async function* run(): AsyncGenerator<Figure> {
  const db = await benchDatabase();
  const { domain } = await seedLargeShop();
  const { child: server, ready: { url, bareUrl } } = await startChild<OffersServer>('offers-server-child.ts', db.url, 'x'.repeat(ANSWER_BYTES));
  const { child: shoppers } = await startChild('offers-load-child.ts');
  const ask = (order: Pick<OffersOrder, 'url' | 'from' | 'count'> & Partial<OffersOrder>) => askChild<OffersReport>(shoppers, { shopDomain: domain, connections: CONNECTIONS, ...order });
  try {
    const { offers } = await ask({ url, from: 0, count: WARM_UP });
    if (offers < WARM_UP / 3) throw new Error(`the bench's shop makes too few offers: ${offers} of ${WARM_UP}`);

    const paced = { from: WARM_UP, count: PER_SECOND * SECONDS, perSecond: PER_SECOND, connections: 64 };
    const [answered, bare] = [await ask({ url, ...paced }), await ask({ url: bareUrl, ...paced })];
    yield figure(`offers at ${PER_SECOND} a second, p50`, answered.p50, 'ms', bare.p50);
    yield figure(`offers at ${PER_SECOND} a second, p99`, answered.p99, 'ms', bare.p99);

    const usage = () => askChild<OffersUsage>(server, {});
    let [seconds, bareSeconds, cpuUs] = [0, 0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const order = { from: WARM_UP + paced.count + round * PER_ROUND, count: PER_ROUND };
      const { cpuUs: before } = await usage();
      seconds += (await ask({ url, ...order })).seconds;
      cpuUs += (await usage()).cpuUs - before;
      bareSeconds += (await ask({ url: bareUrl, ...order })).seconds;
    }
    const beside = { 'µs of the web process an answer': cpuUs / (ROUNDS * PER_ROUND) };
    yield { ...figure(`offers, ${CONNECTIONS} in flight`, (ROUNDS * PER_ROUND) / seconds, 'per second', (ROUNDS * PER_ROUND) / bareSeconds), beside };
    yield { bench: name, metric: 'memory of the web process', value: (await usage()).rss / 2 ** 20, unit: 'MB', reference: null, ratio: null };
    const { rows } = await pool().query<{ kept: bigint; bytes: bigint }>(`SELECT (SELECT count(*) FROM decisions) AS kept, (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'decisions'::regclass)::bigint AS bytes`);
    yield { bench: name, metric: 'a decision that is kept', value: Number(rows[0]?.bytes) / Number(rows[0]?.kept), unit: 'bytes', reference: null, ratio: null };
  } finally {
    await endChild(shoppers);
    await endChild(server);
    await db.drop();
  }
}

const figure = (metric: string, value: number, unit: string, reference: number): Figure => ({ bench: name, metric, value, unit, reference, ratio: value / reference });
