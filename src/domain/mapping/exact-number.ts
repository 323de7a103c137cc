const decimalForm = /^-?\d+(?:\.\d+)?$/;

/** Other systems keep numbers as binary fractions, which hold this many decimal digits and no more. */
const mostDigits = 15;

/** A number as text that a target can hold without rounding; `undefined` for anything else. */
export function exactNumber(value: unknown, mostDecimals = Infinity): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  if (!decimalForm.test(text)) return undefined;
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const decimals = fraction.replace(/0+$/, '');
  const digits = `${whole}${decimals}`.replace(/^0+/, '');
  return decimals.length <= mostDecimals && digits.length <= mostDigits ? text : undefined;
}

/** Whether a value is a decimal number at all. */
export function isDecimal(value: unknown): value is string | number {
  return (typeof value === 'string' || typeof value === 'number') && decimalForm.test(String(value));
}
