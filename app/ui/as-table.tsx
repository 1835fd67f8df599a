// The same as a drawing says, as a table behind it: for who cannot see it or would rather read.
import { TableHead } from './table-head.tsx';
import { text } from './text/text.ts';

export interface AsTableProps {
  /** None where the rows name themselves. */
  heads?: readonly string[];
  /** The first cell names the row. */
  rows: readonly (readonly [name: string, ...cells: string[]])[];
  numbers?: boolean;
}

export function AsTable({ heads, rows, numbers = false }: AsTableProps) {
  return (
    <details className="desk-disclosure">
      <summary>{text.common.asTable}</summary>
      <table className="desk-table">
        {heads ? <TableHead heads={heads} /> : null}
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={heads?.[column + 1] ?? cell} {...(numbers ? { className: 'desk-number' } : {})}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
