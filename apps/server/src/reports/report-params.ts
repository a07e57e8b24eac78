import { z } from 'zod';
import { reportYear, unitCode } from '@app/command-forms';

/** `/units/:unit/reports/:year` */
export const reportParams = z.strictObject({ unit: unitCode, year: reportYear });
export type ReportParams = z.output<typeof reportParams>;
