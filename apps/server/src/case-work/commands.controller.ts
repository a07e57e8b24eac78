import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { ApiProblems } from '../problems/api-problems';
import { Refusal } from '../problems/problem';

const params = z.strictObject({ commandId: z.uuid() });
const CASE = /^case-(.+)$/;

@ApiTags('办案 case work')
@Controller('api/v1/commands')
export class CommandsController {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  @Get(':commandId')
  @ApiOperation({
    summary: '命令的结果（断线之后查询）/ what became of a command whose answer was lost',
    description: 'F5',
  })
  @ApiProblems(400, 404, 503)
  async outcome(
    @Param({ schema: params }) { commandId }: z.output<typeof params>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const stored = await this.write.store.outcomeOf(commandId.toLowerCase());
    if (!stored) throw new Refusal('E_COMMAND_UNKNOWN');
    const caseId = CASE.exec(stored.stream)?.[1];
    if (caseId !== undefined) response.set('Location', `/api/v1/cases/${caseId}`);
    return { commandId, stored: true, ...(caseId && { caseId }), revision: stored.revision, position: stored.position };
  }
}
