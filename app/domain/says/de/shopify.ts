// The German of what Shopify did not do for us. Its own words stay as it says them.
import type { Says } from '../says.ts';

export const shopify: Says['shopify'] = {
  noReason: 'ohne Begründung',
  discountNotOn: (why) => `Shopify schaltet den Set-Rabatt nicht wieder ein: ${why}`,
  discountNotMade: (why) => `Shopify hat den Set-Rabatt nicht angelegt: ${why}`,
  experimentsNotTaken: (why) => `Shopify übernimmt nicht, welche Experimente laufen: ${why}`,
  metafieldsNotTaken: (why) => `Shopify übernimmt die Metafelder nicht: ${why}`,
  definitionNotTaken: (key, why) => `Shopify übernimmt die Metafeld-Definition „${key}“ nicht: ${why}`,
  pixelNotTaken: (why) => `Shopify übernimmt das Verhaltens-Pixel nicht: ${why}`,
  notConnected: (shop) => `${shop} ist nicht verbunden.`,
  refused: (why) => `Shopify hat abgelehnt: ${why}`,
  answered: (status) => `Shopify hat mit ${status} geantwortet.`,
  busy: (shop) => `Shopify nimmt für ${shop} im Moment keine weiteren Anfragen an. Bitte versuchen Sie es in einigen Sekunden noch einmal.`,
  noEntry: (shop) => `${shop} lässt die App nicht hinein.`,
  noToken: (shop) => `Für ${shop} gibt es keinen Zugang mehr: Öffnen Sie die App in Ihrer Adminoberfläche noch einmal.`,
  tokenElsewhere: (shop) => `Der Zugang zu ${shop} wird gerade an anderer Stelle erneuert.`,
};
