/** Whole yuan as 万元: up to four decimals, none of them lost. */
export const wanYuanOf = (yuan: number): number => Math.round(yuan) / 10_000;

/** The whole yuan of an amount in 万元. */
export const yuanOf = (wanYuan: number): number => Math.round(wanYuan * 10_000);

/** A number as the form prints it: no grouping, no exponent, no trailing zeros, `0` and never blank. */
export function printed(value: number): string {
  if (!Number.isFinite(value)) return '0';
  return value.toFixed(4).replace(/0+$/, '').replace(/\.$/, '');
}
