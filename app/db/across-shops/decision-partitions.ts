// The decision log is partitioned by month and has a lifetime: months are made ahead, old ones are dropped whole, which
// costs nothing however many rows they hold. What falls outside every month has a place in the default partition.
import { pool, withTransaction } from '../pool.ts';

const MONTHS_AHEAD = 2;
/** One process at a time: several start together. */
const LOCK = 7_110_421;

/**
 * Makes the month of `now` and the two after it, and drops months that ended longer than `keepMonths` ago.
 * @returns names of what was made and dropped
 */
export async function maintainDecisionPartitions(now: Date, keepMonths: number): Promise<{ made: string[]; dropped: string[] }> {
  return await withTransaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const existing = new Set(await partitionNames());
    const wanted = Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => monthFrom(now, ahead));
    const made = wanted.filter((month) => !existing.has(nameOf(month)));
    for (const month of made) {
      const [from, to] = [month.toISOString(), monthFrom(month, 1).toISOString()];
      const name = nameOf(month);
      // A month that the default partition already holds rows of is moved out of it, or the new partition would be refused.
      await client.query(`CREATE TABLE ${name} (LIKE decisions INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
      await client.query(`WITH moved AS (DELETE FROM decisions_default WHERE decided_at >= '${from}' AND decided_at < '${to}' RETURNING *) INSERT INTO ${name} SELECT * FROM moved`);
      await client.query(`ALTER TABLE decisions ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`);
    }
    const oldest = nameOf(monthFrom(now, -keepMonths));
    const dropped = [...existing].filter((name) => name < oldest).sort();
    for (const name of dropped) await client.query(`DROP TABLE ${name}`);
    return { made: made.map(nameOf), dropped };
  });
}

async function partitionNames(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'decisions'::regclass AND c.relname ~ '^decisions_[0-9]{4}_[0-9]{2}$'`,
  );
  return rows.map(({ name }) => name);
}

const nameOf = (month: Date): string => `decisions_${month.toISOString().slice(0, 7).replace('-', '_')}`;

const monthFrom = (day: Date, months: number): Date => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
