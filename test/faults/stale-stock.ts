// Loaded into a worker to plant a fault in it: the newest word about stock no longer wins, the last to arrive does. A run
// with it has to fail, or it proves nothing without.
import { registerHooks } from 'node:module';

const GUARD = /WHERE \(excluded\.updated_at, COALESCE\(excluded\.triggered_at, '-infinity'\)\) >= \(inventory_levels\.updated_at, COALESCE\(inventory_levels\.triggered_at, '-infinity'\)\)/;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/app/db/inventory.ts')) return loaded;
    const source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
    if (!GUARD.test(source)) throw new Error('The guard of stock is not where this test takes it away.');
    return { ...loaded, source: source.replace(GUARD, '') };
  },
});
