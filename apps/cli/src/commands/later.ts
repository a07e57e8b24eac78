import { RefusedByLedger, type CliCommand } from '../command';

/** Part of the contract, not built yet; says so instead of pretending. */
const later = (usage: string, summary: string): CliCommand => ({
  usage,
  summary: `${summary} (not available yet)`,
  options: {
    unit: { type: 'string' },
    year: { type: 'string' },
    out: { type: 'string' },
  },
  needsLedger: false,
  run: () => Promise.reject(new RefusedByLedger('E_NOT_AVAILABLE')),
});

export const bundleCommand = later('--unit CODE --year Y --out FILE', 'writes an audit bundle');
