// Who opens the app's bare address is told where it lives. A request that Shopify sent here goes on to the app.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { PlainPage } from '#app/ui/plain-page.tsx';
import { text } from '#app/ui/text/text.ts';

export const meta: MetaFunction = () => [{ title: text.app.name }, { name: 'robots', content: 'noindex' }];

export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has('shop')) throw redirect(`/app${search}`);
  return null;
}

export default function Landing() {
  return (
    <PlainPage title={text.landing.title}>
      <p>{text.landing.lead}</p>
      <p>
        <strong>{text.landing.how}</strong>
      </p>
      <p style={{ color: '#5b665f' }}>{text.landing.install}</p>
    </PlainPage>
  );
}
