/** Tenths of a millimetre in twentieths of a point. */
export const twips = (tenths: number): number => Math.round((tenths * 1440) / 254);
