/**
 * A code as one text, however the file writes it: a column with a blank in it turns `301` into `301.0`, a spreadsheet drops or adds
 * leading zeros. Words match in any case and with any spacing.
 */
export function plainCode(raw: string): string {
  const text = wholeNumber(raw);
  return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text.toLowerCase().replace(/\s+/g, ' ');
}

/** The cell without the decimals of a whole number; digits keep their leading zeros. */
export const wholeNumber = (raw: string): string => /^(\d+)\.0*$/.exec(raw.trim())?.[1] ?? raw.trim();

/** A URN, six digits, or five as some long-closed establishments have; undefined for anything else. */
export function urnOf(raw: string): string | undefined {
  const text = plainCode(raw);
  return /^\d{5,6}$/.test(text) ? text : undefined;
}
