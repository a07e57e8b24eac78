import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import { inSnapshot } from '../database/in-transaction';
import { positionOf } from '../framework/standing';
import { READ_MODELS_DATA_SOURCE } from '../tokens';
import { ApplicantPiece } from './applicant-piece.entity';

export interface ApplicantMonth {
  caseId: string;
  unit: string;
  /** `2025-03`, by the day of receipt; null before it. */
  month: string | null;
  /**
   * Number of this case among the applicant's of the month, in the order of receipt; null before receipt, for a void or
   * split case, and where the applicant is not known well enough (neither document nor contact).
   */
  ordinal: number | null;
  /** How many the applicant has made in the month in all. */
  pieces: number | null;
  position: number;
}

/** Which piece of its applicant's month is a case? `undefined` for a case that is not there. */
export class GetApplicantMonth extends Query<ApplicantMonth | undefined> {
  constructor(readonly caseId: string) {
    super();
  }
}

@QueryHandler(GetApplicantMonth)
export class GetApplicantMonthHandler implements IQueryHandler<GetApplicantMonth> {
  constructor(@Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource) {}

  execute({ caseId }: GetApplicantMonth): Promise<ApplicantMonth | undefined> {
    return applicantMonthOf(this.dataSource, caseId);
  }
}

/** The same for whoever has no query bus. */
export function applicantMonthOf(dataSource: DataSource, caseId: string): Promise<ApplicantMonth | undefined> {
  return inSnapshot(dataSource, async (manager) => {
    const piece = await manager.getRepository(ApplicantPiece).findOneBy({ caseId });
    if (!piece) return undefined;
    const { unit, receivedOn } = piece;
    return {
      caseId,
      unit,
      month: receivedOn?.slice(0, 7) ?? null,
      ...(await countedWith(manager, piece)),
      position: await positionOf(manager, ['applicant-months']),
    };
  });
}

async function countedWith(
  manager: EntityManager,
  { unit, applicantKey, receivedOn, counted, registeredPosition }: ApplicantPiece,
): Promise<Pick<ApplicantMonth, 'ordinal' | 'pieces'>> {
  if (applicantKey === null || receivedOn === null || !counted) return { ordinal: null, pieces: null };
  const [row] = await manager.query<{ ordinal: number; pieces: number }[]>(
    `select count(*) filter (where (received_on, registered_position) <= ($3::date, $4::bigint)) as ordinal,
       count(*) as pieces
     from read_models.applicant_piece
     where unit = $1 and applicant_key = $2 and counted
       and received_on >= date_trunc('month', $3::date)::date
       and received_on < (date_trunc('month', $3::date) + interval '1 month')::date`,
    [unit, applicantKey, receivedOn, registeredPosition],
  );
  return row ?? { ordinal: null, pieces: null };
}
