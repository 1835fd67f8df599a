// Products with one problem: what is amiss with each, what it sold for, and the way to mend it in Shopify.
import type { ProblemPage, ProductLine } from '#app/read/data-health-list.ts';
import { Picture } from '../picture.tsx';
import { ScrollTable } from '../scroll-table.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/en.ts';
import { AdminLink } from './admin-link.tsx';

export function ProductLines({ problem, products }: Pick<ProblemPage, 'problem' | 'products'>) {
  const format = useShopFormat();
  const { list } = text.dataHealth;
  return (
    <ScrollTable label={list.title[problem] ?? problem}>
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{list.product}</th>
            <th scope="col">{list.detail}</th>
            <th scope="col" className="desk-number">
              {list.sales}
            </th>
            <th scope="col">{list.fix}</th>
          </tr>
        </thead>
        <tbody>
          {products.map((product) => (
            <tr key={product.productId}>
              <th scope="row">
                <span className="health-product">
                  <Picture url={product.imageUrl} alt="" size={40} />
                  {product.title}
                </span>
              </th>
              <td>{amissWith(problem, product, format)}</td>
              <td className="desk-number">{format.money(product.salesMinor)}</td>
              <td>
                <AdminLink to={`products/${product.productId}`} label={list.fixNamed(product.title)}>
                  {list.fix}
                </AdminLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

function amissWith(problem: ProblemPage['problem'], { variants, variantsWithoutCost, soldOutSince, lastSoldAt, updatedAt }: ProductLine, format: ShopFormat): string {
  const { list } = text.dataHealth;
  const lastSold = lastSoldAt ? `; ${list.lastSold(format.date(lastSoldAt))}` : '';
  switch (problem) {
    case 'without_cost':
      return list.noCost(variants, variantsWithoutCost);
    case 'without_picture':
      return list.noPicture;
    case 'sold_out':
      return `${soldOutSince ? list.soldOutSince(format.date(soldOutSince)) : list.soldOut}${lastSold}`;
    default:
      return list.lastChanged(format.date(updatedAt));
  }
}
