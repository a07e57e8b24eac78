import type { CellId } from '@app/annual-report';
import { speaksFor } from './fitting';

/** What a number is claimed to be of. */
export interface Claimed {
  cell: CellId;
  unit: string;
  year: number;
}

/** An event with its body, as far as it is asked here. */
export interface Opened {
  position: number;
  header: { id: string; type: string };
  body: string;
}

export interface Body {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** Data and metadata of a body; empty where it is none. */
export function bodyIn(text: string): Body {
  try {
    const { data, metadata } = JSON.parse(text) as Partial<Body>;
    return { data: { ...data }, metadata: { ...metadata } };
  } catch {
    return { data: {}, metadata: {} };
  }
}

/** Types of the events that can move a case into a cell that its own event does not speak of. */
export const MOVING = ['EntryCorrected', 'ReportFrozen', 'ReportRevised', 'UnitAbolished'] as const;

/**
 * Whether an opened event says something else than the cell that it is to be in: another unit, year, row or column. What
 * moved it is shown with it: corrections of this event, an earlier report that was counted before it was recorded
 * and has closed its year, the end of its unit with a successor.
 */
export function contradicts({ cell, unit, year }: Claimed, opened: Opened, moved: readonly Opened[]): boolean {
  const { data, metadata } = bodyIn(opened.body);
  const units = [text(metadata['unit']) ?? text(data['unit'])];
  let closed: number | undefined;
  for (const event of moved) {
    const told = bodyIn(event.body).data;
    switch (event.header.type) {
      case 'EntryCorrected':
        if (told['targetEventId'] === opened.header.id) correct(data, told);
        break;
      case 'UnitAbolished':
        if (told['unit'] === units.at(-1)) units.push(text(told['successor']));
        break;
      case 'ReportFrozen':
      case 'ReportRevised':
        if (closes(told, units, event, opened)) closed = Math.max(closed ?? 0, Number(told['reportYear']));
    }
  }
  if (units.at(-1) !== unit) return true;
  return speaksFor(cell, year, opened.header.type, data, closed) === false;
}

function correct(data: Record<string, unknown>, { field, ...told }: Record<string, unknown>): void {
  data[String(field)] = 'newText' in told ? told['newText'] : told['newValue'];
}

function closes(
  told: Record<string, unknown>,
  units: readonly (string | undefined)[],
  event: Opened,
  opened: Opened,
): boolean {
  return units.includes(text(told['unitId'])) && Number(told['position'] ?? event.position - 1) < opened.position;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
