// People who are here as more than one customer: their ids, and what they paid. Names and addresses are not kept.
import { Link } from '@remix-run/react';
import type { ProfilesLine } from '#app/read/data-health-list.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { AdminLink } from './admin-link.tsx';

export function ProfileLines({ profiles }: { profiles: readonly ProfilesLine[] }) {
  const format = useShopFormat();
  const { list } = text.dataHealth;
  return (
    <ul className="health-lines">
      {profiles.map(({ customerIds, orders, salesMinor }) => (
        <li key={customerIds.join()} className="health-line">
          <ul className="desk-list">
            {customerIds.map((id) => (
              <li key={id}>
                <Link className="health-link" to={`/app/customers/${id}`}>
                  {list.profile(id)}
                </Link>
                {', '}
                <AdminLink to={`customers/${id}`} label={list.mergeNamed(id)}>
                  {list.merge}
                </AdminLink>
              </li>
            ))}
          </ul>
          <span className="desk-number">{list.paid(format.count(orders), orders === 1, format.money(salesMinor))}</span>
        </li>
      ))}
    </ul>
  );
}
