// The head of a table of facts.
export function TableHead({ heads, numbersFrom = heads.length }: { heads: readonly string[]; /** Columns from this one on hold numbers. */ numbersFrom?: number }) {
  return (
    <thead>
      <tr>
        {heads.map((head, column) => (
          <th key={head} scope="col" {...(column >= numbersFrom ? { className: 'desk-number' } : {})}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}
