// What the page hands to its script, and what page and worker say to each other.
export interface PixelContext {
  /** As the app wrote them with webPixelCreate. */
  settings: Record<string, string>;
  shopDomain: string;
  orderId: string;
  urls: { worker: string; pixel: string };
}

/** The worker asks for what is kept in the page's browser. */
export interface StorageQuestion {
  question: number;
  key: string;
}

export type ToWorker = { start: PixelContext } | { consent: boolean } | { question: number; value: string | null };
