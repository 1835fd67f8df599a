// What the app has subscribed to: read from its shopify.app.toml, as `shopify app deploy` would send it.
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';

export interface Subscription {
  topic: string;
  /** Absolute. */
  uri: string;
  /** Only these parts of the payload; absent: all of it. "variants.id" reaches into lists. */
  includeFields: readonly string[] | null;
}

export interface AppDeclaration {
  scopes: readonly string[];
  subscriptions: readonly Subscription[];
}

interface AppFile {
  access_scopes?: { scopes?: string };
  webhooks?: { subscriptions?: { topics?: string[]; compliance_topics?: string[]; uri?: string; include_fields?: string[] }[] };
}

/** @param appUrl where the app runs; relative uris are resolved against it */
export function readAppDeclaration(tomlPath: string, appUrl: string): AppDeclaration {
  const file = parse(readFileSync(tomlPath, 'utf8')) as AppFile;
  const subscriptions = (file.webhooks?.subscriptions ?? []).flatMap((one) =>
    [...(one.topics ?? []), ...(one.compliance_topics ?? [])].map((topic) => ({
      topic, uri: new URL(one.uri ?? '/', appUrl).href, includeFields: one.include_fields ?? null,
    })));
  return { scopes: (file.access_scopes?.scopes ?? '').split(',').map((scope) => scope.trim()).filter(Boolean), subscriptions };
}
