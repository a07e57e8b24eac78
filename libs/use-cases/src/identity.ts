import { v5 as uuidv5 } from 'uuid';

const CASES = '6c2f0a54-5d0c-5f4e-9d8e-0d6b1c1f7a10';

/**
 * The case's id follows from its unit and number, so that the log itself keeps numbers unique: a second
 * registration meets a stream that is no longer empty (F9).
 */
export function caseIdOf(unit: string, caseNo: string): string {
  return uuidv5(`${unit}\u001f${caseNo}`, CASES);
}

/** Stable id for something that belongs to a case or command, e.g. its third consultation. */
export function derivedId(...parts: (string | number)[]): string {
  return uuidv5(parts.join('\u001f'), CASES);
}

export const caseStream = (caseId: string): string => `case-${caseId}`;
/** The holiday notices recorded since this version was published. */
export const CALENDAR_STREAM = 'calendar';
export const unitStream = (unit: string): string => `unit-${unit}`;
export const reportStream = (unit: string, year: number): string => `report-${unit}-${year}`;
