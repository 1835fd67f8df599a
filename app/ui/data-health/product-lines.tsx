// Products with one problem: what is amiss with each, what it sold for, and the way to mend it in Shopify.
import { BlockStack, Text } from '@shopify/polaris';
import type { ProblemPage, ProductLine } from '#app/read/data-health-list.ts';
import { Picture } from '../picture.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { AdminLink } from './admin-link.tsx';

export function ProductLines({ problem, products }: Pick<ProblemPage, 'problem' | 'products'>) {
  const format = useShopFormat();
  const { list } = text.dataHealth;
  return (
    <ul className="health-lines">
      {products.map((product) => (
        <li key={product.productId} className="health-line health-line-product">
          <span className="health-product">
            <Picture url={product.imageUrl} alt="" size={40} />
            <BlockStack>
              <Text as="span" fontWeight="medium">
                {product.title}
              </Text>
              <Text as="span" tone="subdued">
                {amissWith(problem, product, format)}
              </Text>
            </BlockStack>
          </span>
          <span className="desk-number">{list.sold(format.money(product.salesMinor))}</span>
          <span className="health-mend">
            <AdminLink to={`products/${product.productId}`} label={list.fixNamed(product.title)}>
              {list.fix}
            </AdminLink>
          </span>
        </li>
      ))}
    </ul>
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
