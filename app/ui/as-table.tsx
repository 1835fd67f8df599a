// The same as a drawing says, as a table behind it: for who cannot see it or would rather read.
import { ScrollTable } from './scroll-table.tsx';
import { TableHead } from './table-head.tsx';
import { text } from './text/text.ts';

export interface AsTableProps {
  /** None where the rows name themselves. */
  heads?: readonly string[];
  /** The first cell names the row. */
  rows: readonly (readonly [name: string, ...cells: string[]])[];
  numbers?: boolean;
}

/** Columns; with more a table scrolls in its own frame. */
const FIT_A_PHONE = 3;

export function AsTable({ heads, rows, numbers = false }: AsTableProps) {
  const table = (
    <table className="desk-table">
      {heads ? <TableHead heads={heads} {...(numbers ? { numbersFrom: 1 } : {})} /> : null}
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
  );
  return (
    <details className="desk-disclosure">
      <summary>{text.common.asTable}</summary>
      {heads && heads.length > FIT_A_PHONE ? <ScrollTable label={text.common.asTable}>{table}</ScrollTable> : table}
    </details>
  );
}
