// The live theme's files that say where app blocks stand.
import { operation } from '../admin-client.ts';

export interface ThemeFilesAnswer {
  themes: { nodes: { id: string; files: { nodes: { filename: string; body: { content?: string } }[] } | null }[] } | null;
}

export const THEME_FILES = operation<ThemeFilesAnswer, { filenames: string[] }>(`#graphql
  query ThemeFiles($filenames: [String!]!) {
    themes(first: 1, roles: [MAIN]) {
      nodes {
        id
        files(first: 10, filenames: $filenames) {
          nodes { filename body { ... on OnlineStoreThemeFileBodyText { content } } }
        }
      }
    }
  }`);
