// Who opens the app's bare address is told where it lives. A request that Shopify sent here goes on to the app.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { text } from '#app/ui/text/en.ts';

export const meta: MetaFunction = () => [{ title: text.app.name }, { name: 'robots', content: 'noindex' }];

export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has('shop')) throw redirect(`/app${search}`);
  return null;
}

export default function Landing() {
  return (
    <main style={{ maxWidth: '34rem', margin: '18vh auto 0', padding: '0 1.5rem', font: '16px/1.6 system-ui, sans-serif', color: '#1f2a24' }}>
      <img src="/favicon.svg" alt="" width={48} height={48} />
      <h1 style={{ fontSize: '1.6rem', lineHeight: 1.25 }}>{text.landing.title}</h1>
      <p>{text.landing.lead}</p>
      <p>
        <strong>{text.landing.how}</strong>
      </p>
      <p style={{ color: '#5b665f' }}>{text.landing.install}</p>
    </main>
  );
}
