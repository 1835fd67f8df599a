// The bell of the inbox while the database is away.
import { afterEach, describe, expect, it } from 'vitest';
import { listenForDeliveries } from '#app/db/across-shops/delivery-signal.ts';
import { chooseDatabase } from '#app/db/database-url.ts';
import { closePools } from '#app/db/open.ts';
import { freePort } from '#test/support/demo-stack.ts';

afterEach(closePools);

describe('listening for deliveries', () => {
  it('where there is no database it says so once, so that whoever waits before trying again is not woken', async () => {
    chooseDatabase(`postgres://setwise@127.0.0.1:${await freePort()}/nowhere`);
    let woken = 0;
    await expect(listenForDeliveries(() => {}, () => { woken += 1; })).rejects.toThrow(/ECONNREFUSED/);
    await new Promise((resolve) => setImmediate(resolve));
    expect(woken).toBe(0);
  });
});
