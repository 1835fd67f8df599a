// A table that may be wider than a phone: it scrolls inside its own frame, also by keyboard.
import type { ReactNode } from 'react';

export function ScrollTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section className="desk-table-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
