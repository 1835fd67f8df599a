// Visitors of whom there is more to be known than a hash says: whose customer they turned out to be, what they answered. Read
// whole, in pages; what comes later is told of by the triggers of migration visitors_told.
import { pool } from './pool.ts';

const PAGE = 20_000;

const PAGES = [
  'SELECT visitor_id AS key FROM subject_links WHERE shop_id = $1 AND visitor_id > $2 ORDER BY visitor_id LIMIT $3',
  `SELECT DISTINCT subject_key AS key FROM subject_answers WHERE shop_id = $1 AND subject_key > $2 AND subject_key LIKE 'v:%' ORDER BY subject_key LIMIT $3`,
  `SELECT subject_key AS key FROM quiet_subjects WHERE shop_id = $1 AND subject_key > $2 AND subject_key LIKE 'v:%' ORDER BY subject_key LIMIT $3`,
];

/** Some of them more than once. */
export async function* knownVisitors(shopId: bigint): AsyncGenerator<string[]> {
  for (const text of PAGES) {
    let page: { key: string }[] = [];
    do {
      ({ rows: page } = await pool().query<{ key: string }>(text, [shopId, page.at(-1)?.key ?? '', PAGE]));
      yield page.map(({ key }) => (key.startsWith('v:') ? key.slice(2) : key));
    } while (page.length === PAGE);
  }
}
