// Consent as Shopify's Customer Privacy API has it: asked for as a feature, kept in a cookie, unknown is no.
// https://shopify.dev/docs/api/customer-privacy
(() => {
  const COOKIE = '_tracking_consent';
  const kept = () => document.cookie.split('; ').find((each) => each.startsWith(`${COOKIE}=`))?.split('=')[1] ?? '';
  const customerPrivacy = {
    analyticsProcessingAllowed: () => kept() === 'yes',
    shouldShowBanner: () => kept() === '',
    setTrackingConsent({ analytics }, done) {
      // biome-ignore lint/suspicious/noDocumentCookie: read again in the same breath, which the Cookie Store cannot
      document.cookie = `${COOKIE}=${analytics ? 'yes' : 'no'}; Path=/; Max-Age=31536000; SameSite=Lax`;
      document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: { analyticsAllowed: analytics } }));
      done?.();
    },
  };
  window.Shopify.loadFeatures = (features, done) =>
    setTimeout(() => {
      if (features.some(({ name }) => name === 'consent-tracking-api')) window.Shopify.customerPrivacy = customerPrivacy;
      done?.();
    });
})();
