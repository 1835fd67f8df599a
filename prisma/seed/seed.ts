// npm run seed: a small, ready shop in the configured database, by the builders that tests use; for work on one screen
// without the sandbox. Run again, it changes nothing.
import { command } from '#app/commands/exit.ts';
import { config } from '#app/config/config.ts';
import { openDatabase } from '#app/db/open.ts';
import { prepareSchema } from '#app/db/prepare-schema.ts';
import { prisma } from '#app/db/prisma.ts';
import { buildAssociations, buildCustomer, buildOrder, buildPlacement, buildProduct, buildSet, buildShop } from './builders.ts';

const DOMAIN = 'seeded.myshopify.com';

command(async () => {
  const database = await openDatabase(config());
  try {
    await prepareSchema(database.url);
    if (await prisma().shop.findUnique({ where: { domain: DOMAIN } })) {
      process.stdout.write(`${DOMAIN} is there already.\n`);
      return;
    }
    const { shopId } = await buildShop({ domain: DOMAIN, name: 'Seeded shop' });
    const camera = await buildProduct(shopId, { title: 'Aurel M5 Camera', priceMinor: 89_900, unitCostMinor: 62_000, productType: 'Camera' });
    const card = await buildProduct(shopId, { title: 'Korn 128 GB Card', priceMinor: 4_900, unitCostMinor: 2_100, productType: 'Memory card' });
    const spare = await buildProduct(shopId, { title: 'Korn 64 GB Card', priceMinor: 2_900, unitCostMinor: 1_400, productType: 'Memory card' });
    const bag = await buildProduct(shopId, { title: 'Day Bag', priceMinor: 7_900, unitCostMinor: 3_300, productType: 'Bag' });
    const customerId = await buildCustomer(shopId);
    for (let order = 0; order < 12; order++) await buildOrder(shopId, { customerId, lines: [camera, card, ...(order % 2 ? [bag] : [])].map((product) => ({ product })) });
    const [cards, bags] = [[{ product: card, support: 12 }, { product: spare, support: 4 }], [{ product: bag, support: 6 }]];
    await buildAssociations(shopId, [{ product: camera, orders: 12, targets: [...cards, ...bags] }], { orders: 12 });
    await buildSet(shopId, { anchor: camera, support: 12, slots: [{ name: 'memory card', candidates: cards }, { name: 'bag', candidates: bags }] });
    await buildPlacement(shopId, 'cart_page');
    process.stdout.write(`Seeded ${DOMAIN}: four products, twelve orders, one live set.\n`);
  } finally {
    await database.close();
  }
});
