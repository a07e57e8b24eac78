import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { feeProposal } from '@app/disclosure';
import { GetApplicantMonth } from '@app/read-models';
import { Refused } from '@app/use-cases';
import { Reading, readQuery } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { flag, numeral } from '@app/command-forms';

const params = z.strictObject({ caseId: z.uuid() });
const query = readQuery({
  pages: numeral(1, 1_000_000).optional().describe('本件页数，按量计算 / pages of this application (R-53)'),
  alreadyPublic: flag.optional().describe('1：信息已公开，按量不收费 / public already: nothing per page (R-53)'),
});

@ApiTags('案件 cases')
@Controller('api/v1/cases/:caseId/fee-proposal')
export class FeeProposalController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Reading()
  @ApiOperation({
    summary: '信息处理费测算 / what could be charged',
    description:
      'R-50..R-53。两种方法只能选一种；`perPiece` 为该申请人当月第几件的价格，不能识别申请人时为 null。' +
      ' Whether number and frequency exceed a reasonable range stays the office’s judgement.',
  })
  @ApiProblems(400, 404, 503)
  async propose(
    @Param({ schema: params }) { caseId }: z.output<typeof params>,
    @Query({ schema: query }) { pages, alreadyPublic }: z.output<typeof query>,
  ) {
    const month = await this.queries.execute(new GetApplicantMonth(caseId));
    if (!month) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
    const { per_piece, per_page } = feeProposal({ pieceOrdinal: month.ordinal, pages, alreadyPublic });
    return {
      caseId,
      unit: month.unit,
      month: month.month,
      pieceOrdinal: month.ordinal,
      piecesInMonth: month.pieces,
      perPiece: per_piece,
      perPage: per_page,
      position: month.position,
    };
  }
}
