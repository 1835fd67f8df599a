// A sentence that goes on inside another: its first letter small, unless a name begins it, and its full stop gone.
const NAMED = /^(?:Klaviyo|Setwise|Shopify)\b/;

export const insideSentence = (sentence: string): string =>
  (NAMED.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)).replace(/\.$/, '');
