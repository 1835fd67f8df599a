// What a decision left out, and why: folded, for who asks.
import { text } from '../text/text.ts';

export interface LeftOutProps {
  refused: readonly { productId: string; title: string; code: string; sentence: string }[];
}

export function LeftOut({ refused }: LeftOutProps) {
  if (refused.length === 0) return null;
  return (
    <details className="desk-disclosure">
      <summary>{text.customers.nowRefused}</summary>
      <table className="desk-table">
        <tbody>
          {refused.map((item) => (
            <tr key={`${item.productId}-${item.code}`}>
              <th scope="row">{item.title}</th>
              <td>{item.sentence}.</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
