/** A school's unique reference number in the establishment register: six digits. */
export type Urn = string & { readonly __brand: 'Urn' };

export const isUrn = (text: string): text is Urn => /^\d{6}$/.test(text);

/** @throws RangeError when the text is not six digits. */
export function urn(text: string): Urn {
  if (!isUrn(text)) throw new RangeError(`"${text}" is not a URN; it has six digits.`);
  return text;
}
