import { Query } from '@nestjs/cqrs';
import type { CaseSummary } from './case-summary';

export type CaseReference = { caseId: string } | { caseNo: string; unit?: string };

/** Which case is meant by this id or number? @throws AmbiguousCaseNo where several units have it and none is named */
export class FindCase extends Query<CaseSummary | undefined> {
  constructor(readonly reference: CaseReference) {
    super();
  }
}
