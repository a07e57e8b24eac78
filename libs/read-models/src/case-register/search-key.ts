/** A name as it is compared in a search: compatibility forms folded, no white space, lower case. */
export const searchKeyOf = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
