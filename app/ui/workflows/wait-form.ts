// A wait as a person types it, in hours or days, and back.
export interface WaitForm {
  amount: string;
  unit: 'hours' | 'days';
}

export const waitForm = (hours: number): WaitForm => (hours % 24 === 0 ? { amount: String(hours / 24), unit: 'days' } : { amount: String(hours), unit: 'hours' });

/** @returns hours; undefined when it is no whole number within the bounds */
export function waitHoursOf({ amount, unit }: WaitForm, { min, max }: { min: number; max: number }): number | undefined {
  if (!/^\d{1,4}$/.test(amount.trim())) return undefined;
  const hours = Number(amount) * (unit === 'days' ? 24 : 1);
  return hours >= min && hours <= max ? hours : undefined;
}
