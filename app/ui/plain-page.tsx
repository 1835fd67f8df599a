// A page for who is not inside the admin: no Polaris, no script needed.
import type { ReactNode } from 'react';

export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main style={{ maxWidth: '34rem', margin: '18vh auto 0', padding: '0 1.5rem', font: '16px/1.6 system-ui, sans-serif', color: '#1f2a24' }}>
      <img src="/favicon.svg" alt="" width={48} height={48} />
      <h1 style={{ fontSize: '1.6rem', lineHeight: 1.25 }}>{title}</h1>
      {children}
    </main>
  );
}
