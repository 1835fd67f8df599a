// The app's web pixel: one a shop, with settings as the app wrote them. Takes read_customer_events beside write_pixels.
import { gid, idOf } from '../../store/gid.ts';
import { accessDenied, holds } from '../access.ts';
import type { Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { type Resolver, typeTable } from './table.ts';

interface PixelSource extends Source { id: number; settings: string }

const pixelSource = ({ store }: AdminContext): PixelSource | null => {
  const { webPixel: pixel } = store.installation;
  return pixel ? { __typename: 'WebPixel', ...pixel } : null;
};

export const webPixel: Resolver = (_source, args, context) => {
  const pixel = pixelSource(context);
  return pixel && (!args.id || idOf(args.id as string, 'WebPixel') === pixel.id) ? pixel : null;
};

export const webPixelTable = typeTable<PixelSource>({ id: ({ id }) => gid('WebPixel', id), settings: ({ settings }) => settings });

const refused = (message: string, code: string) => ({ webPixel: null, userErrors: [{ field: ['webPixel'], message, code }] });

/** Settings come as JSON, or as a text that holds JSON. */
const settingsOf = (args: Record<string, unknown>): string => {
  const { settings } = args.webPixel as { settings: unknown };
  return typeof settings === 'string' ? settings : JSON.stringify(settings);
};

export const webPixelMutations = typeTable({
  webPixelCreate: (_source, args, context) => {
    const { store, scopes } = context;
    if (!holds(scopes, 'read_customer_events')) throw accessDenied('webPixelCreate', '`write_pixels` access scope. Also: The app requires read_customer_events access scope and user access permission.');
    if (store.installation.webPixel) return refused('Web pixel is taken.', 'TAKEN');
    store.installation.webPixel = { id: store.nextId(), settings: settingsOf(args) };
    store.saveInstallation();
    return { webPixel: pixelSource(context), userErrors: [] };
  },

  webPixelUpdate: (_source, args, context) => {
    const pixel = context.store.installation.webPixel;
    if (!pixel || idOf(args.id as string, 'WebPixel') !== pixel.id) return refused('Web pixel not found.', 'NOT_FOUND');
    pixel.settings = settingsOf(args);
    context.store.saveInstallation();
    return { webPixel: pixelSource(context), userErrors: [] };
  },

  webPixelDelete: (_source, args, { store }) => {
    const pixel = store.installation.webPixel;
    if (!pixel || idOf(args.id as string, 'WebPixel') !== pixel.id)
      return { deletedWebPixelId: null, userErrors: [{ field: ['id'], message: 'Web pixel not found.', code: 'NOT_FOUND' }] };
    delete store.installation.webPixel;
    store.saveInstallation();
    return { deletedWebPixelId: gid('WebPixel', pixel.id), userErrors: [] };
  },
});
