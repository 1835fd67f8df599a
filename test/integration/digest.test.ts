// A week told on Monday morning, in the shop's own time, once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordChange } from '#app/db/changes.ts';
import { pool } from '#app/db/pool.ts';
import { isQuiet, weekToTell } from '#app/domain/set/digest.ts';
import { writeDigests } from '#app/pipeline/learn/write-digest.ts';
import { digestPage, latestDigest } from '#app/read/digest.ts';
import { buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

/** A Monday. */
const MONDAY = new Date('2026-11-16T12:00:00Z');
const at = (text: string) => new Date(text);

async function shopOf(timezone = 'Europe/Berlin', installedAt = at('2026-01-01T00:00:00Z')) {
  const { shopId } = await buildShop();
  await pool().query('UPDATE shops SET timezone = $2, installed_at = $3 WHERE shop_id = $1', [shopId, timezone, installedAt]);
  return shopId;
}

describe('the week to tell', () => {
  it('is the one before, from Monday six o’clock in the shop’s own time on', () => {
    expect(weekToTell('Europe/Berlin', at('2026-11-16T04:59:00Z'))).toBe('2026-11-02');
    expect(weekToTell('Europe/Berlin', at('2026-11-16T05:00:00Z'))).toBe('2026-11-09');
    expect(weekToTell('America/Los_Angeles', at('2026-11-16T05:00:00Z'))).toBe('2026-11-02');
    expect(weekToTell('Europe/Berlin', at('2026-11-22T20:00:00Z'))).toBe('2026-11-09');
  });
});

describe('a digest', () => {
  it('counts what happened within the week, by the shop’s own days, and names what most did not want', async () => {
    const shopId = await shopOf();
    const [camera, card] = [await buildProduct(shopId, { title: 'Camera' }), await buildProduct(shopId, { title: 'Card' })];
    const setId = await buildSet(shopId, { anchor: camera, goal: 'First light', slots: [{ name: 'card', candidates: [{ product: card }] }] });
    const change = (event: string, when: string, actor = 'anna', detail = {}) => recordChange(shopId, { changedAt: at(when), actor, event, detail: { setId, ...detail } });
    await change('set_approved', '2026-11-08T23:30:00Z'); // Monday already, in Berlin
    await change('set_approved', '2026-11-10T12:00:00Z', 'setwise');
    await change('set_approved', '2026-11-15T23:30:00Z'); // the next Monday
    await change('set_refused', '2026-11-11T12:00:00Z');
    await change('guardrails_saved', '2026-11-11T12:00:00Z');
    for (const when of ['2026-11-11T12:00:00Z', '2026-11-12T12:00:00Z']) await change('product_sold_out', when, 'shopify', { productId: String(card.productId) });
    await change('product_sold_out', '2026-11-12T12:00:00Z', 'shopify', { productId: String(camera.productId) });
    await pool().query(
      `INSERT INTO subject_answers (shop_id, subject_key, product_id, answer, answered_at, set_id) VALUES ($1, 'v:a', $2, 'not_for_me', $3, $4), ($1, 'v:b', $2, 'have_it', $3, $4), ($1, 'v:c', $2, 'not_for_me', '2026-11-01', $4)`,
      [shopId, card.productId, at('2026-11-12T12:00:00Z'), setId],
    );
    expect(await writeDigests(MONDAY)).toEqual([shopId]);
    expect(await latestDigest(shopId)).toEqual({
      week: '2026-11-09',
      told: {
        approved: 2, approvedByItself: 1, paused: 0, refused: 1, suggested: 0, soldOut: 1, guardrailsChanged: 1, answers: { haveIt: 1, notForMe: 1, quiet: 0 },
        mostNotForMe: { setId, goal: 'First light', notForMe: 1 }, live: 1, waiting: 0,
      },
    });
    expect(await writeDigests(new Date(MONDAY.getTime() + 3_600_000))).toEqual([]);
  });

  it('of a week without anything says so, and none is told of before the app was there', async () => {
    const quiet = await shopOf();
    const young = await shopOf('Europe/Berlin', at('2026-11-16T01:00:00Z'));
    const lost = await shopOf('Nowhere/Land');
    const told = await writeDigests(MONDAY);
    expect(told).toContain(quiet);
    expect(told).not.toContain(young);
    expect(told).not.toContain(lost);
    expect(isQuiet((await latestDigest(quiet))!.told)).toBe(true);
    expect(await latestDigest(young)).toBeUndefined();
  });

  it('stands with the earlier ones, a page at a time', async () => {
    const shopId = await shopOf();
    for (let week = 0; week < 10; week++) await writeDigests(new Date(MONDAY.getTime() + week * 7 * 86_400_000));
    const first = await digestPage(shopId, null);
    expect([first.digests.length, first.digests[0]?.week]).toEqual([8, '2027-01-11']);
    const second = await digestPage(shopId, first.older);
    expect([second.digests.map(({ week }) => week), second.older]).toEqual([['2026-11-16', '2026-11-09'], null]);
  });
});
