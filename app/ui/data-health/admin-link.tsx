// A link to a page of Shopify's own admin, in a new tab: App Bridge knows the address.
import type { ReactNode } from 'react';

export function AdminLink({ to, label, children }: { /** "products/1" */ to: string; label: string; children: ReactNode }) {
  return (
    <a className="health-link" href={`shopify://admin/${to}`} target="_blank" rel="noreferrer" aria-label={label}>
      {children}
    </a>
  );
}
