/** what the piece or the pages cost, counted one by one. Whole yuan. */
export function feeFor(method: string, units: number, alreadyPublic: boolean): number {
  if (method === 'per_piece') return pieceCosts(units);
  if (alreadyPublic) return 0;
  let yuan = 0;
  for (let page = 1; page <= units; page++) yuan += pageCosts(page);
  return yuan;
}

/** The price of the n-th piece of the month. */
function pieceCosts(n: number): number {
  if (n <= 10) return 0;
  if (n <= 30) return 100;
  return 100 * (Math.ceil((n - 30) / 10) + 1);
}

function pageCosts(n: number): number {
  if (n <= 30) return 0;
  if (n <= 100) return 10;
  return n <= 200 ? 20 : 40;
}
