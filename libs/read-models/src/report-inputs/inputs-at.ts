import { IsNull, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import { isT2CellId, type ProactiveFigures } from '@app/annual-report';
import { ReportFigure } from './report-figure.entity';
import { ReportText } from './report-text.entity';

export interface InputsOf {
  unit: string;
  year: number;
  at: number;
}

/** The standing span at a position; an open one or one that ended later. */
const standing = ({ unit, year, at }: InputsOf) => {
  const begun = { unit, year, fromPosition: LessThanOrEqual(at) };
  return [
    { ...begun, toPosition: IsNull() },
    { ...begun, toPosition: MoreThan(at) },
  ];
};

export const figuresAt = (manager: EntityManager, of: InputsOf): Promise<ReportFigure[]> =>
  manager.getRepository(ReportFigure).find({ where: standing(of), order: { cell: 'ASC' } });

export const textsAt = (manager: EntityManager, of: InputsOf): Promise<ReportText[]> =>
  manager.getRepository(ReportText).find({ where: standing(of), order: { section: 'ASC' } });

/** The figures as the tables take them. */
export async function table2At(manager: EntityManager, of: InputsOf): Promise<ProactiveFigures> {
  const figures: ProactiveFigures = {};
  for (const { cell, value } of await figuresAt(manager, of)) if (isT2CellId(cell)) figures[cell] = value;
  return figures;
}
