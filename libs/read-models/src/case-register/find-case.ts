import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type FindOptionsWhere } from 'typeorm';
import { inSnapshot } from '../database/in-transaction';
import { AmbiguousCaseNo } from '../framework/refusals';
import { READ_MODELS_DATA_SOURCE } from '../tokens';
import type { CaseSummary } from './case-summary';
import { RegisterCase } from './register-case.entity';
import { summariesOf } from './summaries';

export type CaseReference = { caseId: string } | { caseNo: string; unit?: string };

/** Which case is meant by this id or number? @throws AmbiguousCaseNo where several units have it and none is named */
export class FindCase extends Query<CaseSummary | undefined> {
  constructor(readonly reference: CaseReference) {
    super();
  }
}

/** The condition says nothing about a unit that is not given: an `undefined` in it would be refused by TypeORM (F22). */
const conditionOf = (reference: CaseReference): FindOptionsWhere<RegisterCase> => {
  if ('caseId' in reference) return { caseId: reference.caseId };
  const { caseNo, unit } = reference;
  return unit === undefined ? { caseNo } : { caseNo, unit };
};

@QueryHandler(FindCase)
export class FindCaseHandler implements IQueryHandler<FindCase> {
  constructor(@Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource) {}

  execute({ reference }: FindCase): Promise<CaseSummary | undefined> {
    return inSnapshot(this.dataSource, async (manager) => {
      const rows = await manager.getRepository(RegisterCase).findBy(conditionOf(reference));
      if (rows.length > 1 && 'caseNo' in reference) {
        throw new AmbiguousCaseNo(reference.caseNo, rows.map(({ unit }) => unit).sort());
      }
      const [found] = await summariesOf(manager, rows);
      return found;
    });
  }
}
