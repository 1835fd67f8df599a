// How many decimals a currency's minor unit has: one table for the server, the widget and the Function, whose engine has
// no Intl to ask.

/** Currencies whose minor unit is not a hundredth (ISO 4217, list one). */
const EXPONENTS: Record<string, number> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

/** @returns decimals of the currency's minor unit: EUR 2, JPY 0, KWD 3 */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}
