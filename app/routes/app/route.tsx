// The frame of every admin page: who is asking, the shop's way of writing things, the doors.
import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Link, Outlet, useLoaderData, useNavigation, useRouteError } from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { appBridge } from '#app/pipeline/install/app-bridge.ts';
import { shopSettings } from '#app/read/shop-settings.ts';
import { doors } from '#app/ui/doors.ts';
import deskStyles from '#app/ui/desk.css?url';
import { polarisWords } from '#app/ui/text/polaris.ts';
import { useLoadingBar } from '#app/ui/use-loading-bar.ts';
import { ReviewsProvider } from '#app/ui/sets/reviews.tsx';
import { ShopFormatProvider } from '#app/ui/shop-format-context.tsx';
import { merchant } from './merchant.server.ts';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: polarisStyles },
  { rel: 'stylesheet', href: deskStyles },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  return { bridge: appBridge(), shop: shopSettings(shop) };
}

export default function Frame() {
  const { bridge, shop } = useLoaderData<typeof loader>();
  const busy = useNavigation().state !== 'idle';
  useLoadingBar(busy);
  return (
    <AppProvider {...polarisWords()} isEmbeddedApp apiKey={bridge.apiKey} {...(bridge.scriptUrl ? { __APP_BRIDGE_URL: bridge.scriptUrl } : {})}>
      <NavMenu>
        {doors().map(({ to, label, home }) => (
          <Link key={to} to={to} {...(home ? { rel: 'home' } : {})}>
            {label}
          </Link>
        ))}
      </NavMenu>
      <ShopFormatProvider settings={shop}>
        <ReviewsProvider>
          <main aria-busy={busy}>
            <Outlet />
          </main>
        </ReviewsProvider>
      </ShopFormatProvider>
    </AppProvider>
  );
}

/** Only what Shopify's own authentication throws arrives here (redirects that App Bridge follows); pages have their own. */
export function ErrorBoundary() {
  return boundary.error(useRouteError());
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
