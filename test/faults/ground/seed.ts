import { randomFrom } from '../../support/city/city';

/** Printed with the figures, so that a run can be repeated: FAULT_SEED. */
export const SEED = Number(process.env['FAULT_SEED'] ?? 1 + Math.floor(Math.random() * 1e6));

/** Numbers in [0, 1) that follow from the seed and the name of a family. */
export const randomOf = (family: string): (() => number) =>
  randomFrom([...family].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2_147_483_647, SEED));

export const countOf = (variable: string, few: number): number => Number(process.env[variable] ?? few);
