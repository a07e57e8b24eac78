import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { caseHistory, caseStream, listReads, Refused, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { instant, short, unitCode } from '@app/command-forms';
import { ApiActorHeaders, commandHeadersOf } from '../http/command-headers';
import { ApiProblems } from '../problems/api-problems';

const query = z.strictObject({
  case: z.uuid().optional().describe('案件 / one case, and what was shown of its whole unit'),
  unit: unitCode.optional(),
  by: short.optional().describe('查阅人账号 / account that looked'),
  from: instant.optional().describe('起始时刻（含）/ inclusive'),
  to: instant.optional().describe('截止时刻（含）/ inclusive'),
});

@ApiTags('个人信息 personal data')
@Controller('api/v1/read-log')
export class ReadsController {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  @Get()
  @ApiOperation({
    summary: '查阅登记：谁、何时、为何看过个人信息 / who saw personal data, when and what for',
    description: '仅审计人员与管理员 / for auditors and administrators. PIPL 51, 54',
  })
  @ApiActorHeaders()
  @ApiProblems(400, 403, 404, 503)
  async list(@Query({ schema: query }) { case: caseId, ...asked }: z.output<typeof query>, @Req() request: Request) {
    const { actor } = await commandHeadersOf(request);
    const of = caseId === undefined ? undefined : { caseId, unit: await this.unitOf(caseId) };
    return { items: await listReads(this.write, actor, { ...asked, ...(of && { case: of }) }) };
  }

  private async unitOf(caseId: string): Promise<string> {
    const [first] = await caseHistory(this.write.store, caseStream(caseId));
    if (!first) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'case' });
    return first.metadata.unit;
  }
}
