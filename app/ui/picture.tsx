// A product's picture, square, lazy, with room kept for it; a quiet placeholder where there is none.
import { Icon } from '@shopify/polaris';
import { ImageIcon } from '@shopify/polaris-icons';
import { useState } from 'react';

export interface PictureProps {
  url: string | null;
  /** Empty where the title stands beside it. */
  alt: string;
  size: 40 | 56 | 72 | 96;
}

/** Shopify's CDN scales on request; twice the size for dense screens. */
function scaled(url: string, size: number): string {
  if (!url.startsWith('https://cdn.shopify.com/')) return url;
  const address = new URL(url);
  address.searchParams.set('width', String(size * 2));
  return address.toString();
}

export function Picture({ url, alt, size }: PictureProps) {
  const [failed, setFailed] = useState(false);
  return (
    <span className="desk-picture" style={{ width: size, height: size }}>
      {url && !failed ? (
        <img src={scaled(url, size)} alt={alt} width={size} height={size} loading="lazy" onError={() => setFailed(true)} />
      ) : (
        <Icon source={ImageIcon} tone="subdued" {...(alt ? { accessibilityLabel: alt } : {})} />
      )}
    </span>
  );
}
