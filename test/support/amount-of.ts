/** The amount that a decimal text stands for, in one spelling: `1.50`, `01.5` and `1.5e+0` are all `15e-1`. */
export function amountOf(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text);
  if (!parts) throw new Error(`${text} is no amount.`);
  const [, sign = '', whole = '', fraction = '', power = '0'] = parts;
  const digits = `${whole}${fraction}`;
  const significant = digits.replace(/0+$/, '');
  const exponent = Number(power) - fraction.length + digits.length - significant.length;
  return /[1-9]/.test(significant) ? `${sign}${significant.replace(/^0+/, '')}e${exponent}` : '0';
}
