import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { languageOf } from '#app/domain/language.ts';
import { speakAs } from '#app/ui/text/language.ts';

const spoken = languageOf([document.documentElement.lang]);
speakAs(() => spoken);

// The admin says its language only in the address of the first page; what that page asks for later says it by this header.
const plainFetch = window.fetch;
window.fetch = (input, init) => {
  const request = new Request(input, init);
  if (new URL(request.url).origin === window.location.origin) request.headers.set('accept-language', spoken);
  return plainFetch(request);
};

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
