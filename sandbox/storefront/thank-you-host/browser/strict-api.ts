// The global `shopify` as the extension sees it: every name that the published types lack is refused, at any depth; so is
// one that they have and this host does not answer.
import type { ApiTree } from '../published-types.ts';
import type { Refuse } from './refuse.ts';

/** Beside the target's API there is what loads it: named by the CLI's entry, and by the package's own preact entry. */
const RUNTIME = ['extend', 'setSignals'];

export function strictApi(published: ApiTree, values: Record<string, unknown>, target: string, refuse: Refuse): Record<string, unknown> {
  return new Proxy(values, {
    get(_, name) {
      if (typeof name === 'symbol' || RUNTIME.includes(name)) return values[name as string];
      if (!(name in published)) return refuse(`shopify.${name} is not in the published API of ${target}.`);
      if (!(name in values)) return refuse(`shopify.${name} is published, but the sandbox does not answer it.`);
      return inside(values[name], published[name] ?? null, `shopify.${name}`, target, refuse);
    },
    set: (_, name) => refuse(`shopify.${String(name)} cannot be set.`),
  });
}

function inside(value: unknown, published: ApiTree | null, path: string, target: string, refuse: Refuse): unknown {
  if (published === null || typeof value !== 'object' || value === null) return value;
  const values = value as Record<string, unknown>;
  return new Proxy(values, {
    get(_, name) {
      // What is awaited is asked for its `then`.
      if (typeof name === 'symbol' || name === 'then') return values[name as string];
      if (!(name in published)) return refuse(`${path}.${name} is not in the published API of ${target}.`);
      return inside(values[name], published[name] ?? null, `${path}.${name}`, target, refuse);
    },
    set: (_, name) => refuse(`${path}.${String(name)} cannot be set.`),
  });
}
