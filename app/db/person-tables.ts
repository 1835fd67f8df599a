// Every table that says something about a person, and what becomes of it when two customers turn out to be one, or when one
// is to be forgotten. A test compares the list with the database: a new table with a customer or a subject in it can't be left out.

export interface PersonTable {
  /** customer_id, or c:<customer id> and v:<visitor id> in subject_key. */
  by: 'customer_id' | 'subject_key';
  /**
   * moves: its rows become the kept customer's. first, newest: of both, what was there first stays, or what was said last.
   * stays: see customer-merges.ts. follows: it is computed from the others.
   */
  merged: 'moves' | 'first' | 'newest' | 'stays' | 'follows';
  /** rows: they are deleted. name: they stay as numbers, without the person. follows: it is computed from the others. */
  forgotten: 'rows' | 'name' | 'follows';
}

export const PERSON_TABLES: Readonly<Record<string, PersonTable>> = {
  customers: { by: 'customer_id', merged: 'stays', forgotten: 'rows' },
  customer_emails: { by: 'customer_id', merged: 'first', forgotten: 'rows' },
  subscription_contracts: { by: 'customer_id', merged: 'moves', forgotten: 'rows' },
  orders: { by: 'customer_id', merged: 'moves', forgotten: 'name' },
  checkouts: { by: 'customer_id', merged: 'moves', forgotten: 'rows' },
  decisions: { by: 'customer_id', merged: 'moves', forgotten: 'name' },
  enrollments: { by: 'customer_id', merged: 'moves', forgotten: 'rows' },
  steps: { by: 'customer_id', merged: 'moves', forgotten: 'rows' },
  subject_links: { by: 'customer_id', merged: 'moves', forgotten: 'rows' },
  assignments: { by: 'subject_key', merged: 'first', forgotten: 'rows' },
  exposures: { by: 'subject_key', merged: 'first', forgotten: 'rows' },
  touches: { by: 'subject_key', merged: 'moves', forgotten: 'rows' },
  attributions: { by: 'subject_key', merged: 'moves', forgotten: 'rows' },
  subject_answers: { by: 'subject_key', merged: 'newest', forgotten: 'rows' },
  quiet_subjects: { by: 'subject_key', merged: 'first', forgotten: 'rows' },
  subject_outcomes: { by: 'subject_key', merged: 'follows', forgotten: 'follows' },
};

export const tablesThat = (of: Partial<PersonTable>): string[] =>
  Object.entries(PERSON_TABLES).flatMap(([name, table]) => (Object.entries(of).every(([key, value]) => table[key as keyof PersonTable] === value) ? [name] : []));
