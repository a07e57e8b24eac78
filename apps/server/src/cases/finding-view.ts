import { z } from 'zod';
import { FINDINGS, type Finding } from '@app/disclosure';

export const findingSchema = z.object({
  code: z.string(),
  rule: z.string(),
  zh: z.string(),
  eventId: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** A finding with its rule and sentence (D14). */
export function findingView(finding: Finding): z.output<typeof findingSchema> {
  const { rule, zh } = FINDINGS[finding.code];
  return { ...finding, rule, zh };
}
