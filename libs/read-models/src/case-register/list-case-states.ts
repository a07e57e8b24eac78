import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { CaseStatus, CivilDate } from '@app/disclosure';
import { READ_MODELS_DATA_SOURCE } from '../tokens';

export interface ListedCase {
  caseId: string;
  caseNo: string;
  status: CaseStatus;
  receivedOn: CivilDate | null;
}

/**
 * Which cases belong in the ledger of a unit (L-25)? With a year those its tables may speak of: received by its end and
 * not done with, appeals included, before it began. Oldest first, read in pages while it is consumed.
 */
export class ListCaseStates extends Query<AsyncIterable<ListedCase>> {
  constructor(
    readonly unit: string,
    readonly year?: number,
  ) {
    super();
  }
}

const PAGE = 1_000;
const ORDER = `coalesce(c.received_on, 'infinity'::date), c.case_no, c.case_id`;

const OF_YEAR = `
  and c.received_on <= make_date($6, 12, 31)
  and (c.concluded_on is null or c.concluded_on >= make_date($6, 1, 1) or exists (
    select from read_models.statistical_facts f, jsonb_to_recordset(f.appeals) as appeal("concludedOn" date)
    where f.case_id = c.case_id and f.to_position is null
      and (appeal."concludedOn" is null or appeal."concludedOn" >= make_date($6, 1, 1))))`;

@QueryHandler(ListCaseStates)
export class ListCaseStatesHandler implements IQueryHandler<ListCaseStates> {
  constructor(@Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource) {}

  execute({ unit, year }: ListCaseStates): Promise<AsyncIterable<ListedCase>> {
    return Promise.resolve(this.pages(unit, year));
  }

  private async *pages(unit: string, year?: number): AsyncIterable<ListedCase> {
    let last: ListedCase | undefined;
    for (;;) {
      const page: ListedCase[] = await this.dataSource.query<ListedCase[]>(
        `select c.case_id as "caseId", c.case_no as "caseNo", c.status, c.received_on as "receivedOn"
         from read_models.register_case c
         where c.unit = $1 and ($2::text is null or (${ORDER}) > ($3::date, $4::text, $2::text))
           ${year === undefined ? '' : OF_YEAR}
         order by ${ORDER} limit $5`,
        [
          unit,
          last?.caseId ?? null,
          last?.receivedOn ?? 'infinity',
          last?.caseNo ?? '',
          PAGE,
          ...(year === undefined ? [] : [year]),
        ],
      );
      yield* page;
      last = page.at(-1);
      if (page.length < PAGE) return;
    }
  }
}
