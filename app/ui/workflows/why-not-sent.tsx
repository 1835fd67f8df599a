// Why some steps were not sent, by reason, the most frequent first.
import type { WorkflowSummary } from '#app/read/workflows.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';

export function WhyNotSent({ workflow: { notSent } }: { workflow: WorkflowSummary }) {
  const format = useShopFormat();
  if (notSent.length === 0) return null;
  return (
    <details className="desk-disclosure">
      <summary>{text.workflows.whyNot}</summary>
      <table className="desk-table">
        <tbody>
          {notSent.map(({ reason, sentence, count }) => (
            <tr key={reason}>
              <th scope="row">{kept(sentence)}</th>
              <td className="desk-number">{format.count(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
