// People who are here as more than one customer: their ids, and what they paid. Names and addresses are not kept.
import { Link } from '@remix-run/react';
import type { ProfilesLine } from '#app/read/data-health-list.ts';
import { ScrollTable } from '../scroll-table.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { TableHead } from '../table-head.tsx';
import { text } from '../text/en.ts';
import { AdminLink } from './admin-link.tsx';

export function ProfileLines({ profiles }: { profiles: readonly ProfilesLine[] }) {
  const format = useShopFormat();
  const { list } = text.dataHealth;
  return (
    <ScrollTable label={list.title.duplicates ?? ''}>
      <table className="desk-table">
        <TableHead heads={[list.profiles, list.orders, list.sales]} numbersFrom={1} />
        <tbody>
          {profiles.map(({ customerIds, orders, salesMinor }) => (
            <tr key={customerIds.join()}>
              <td>
                <ul className="desk-list">
                  {customerIds.map((id) => (
                    <li key={id}>
                      <Link className="health-link" to={`/app/customers/${id}`}>{list.profile(id)}</Link>{' '}
                      <AdminLink to={`customers/${id}`} label={list.mergeNamed(id)}>
                        {list.merge}
                      </AdminLink>
                    </li>
                  ))}
                </ul>
              </td>
              <td className="desk-number">{format.count(orders)}</td>
              <td className="desk-number">{format.money(salesMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}
