// An address of the admin that does not exist.
import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { PageError } from '#app/ui/page-error.tsx';
import { merchant } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  await merchant(request);
  throw data(null, { status: 404 });
}

export { PageError as default, PageError as ErrorBoundary };
