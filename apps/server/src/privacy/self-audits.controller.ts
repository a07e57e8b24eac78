import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { listSelfAudits, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { ApiProblems } from '../problems/api-problems';

@ApiTags('运行 operation')
@Controller('api/v1/self-audits')
export class SelfAuditsController {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  @Get()
  @ApiOperation({
    summary: '自审结果，最近的在前 / self-audits, latest first',
    description: '每夜从日志重新计数，逐格与读模型比较 / every night all cells are counted again from the log (K-07)',
  })
  @ApiProblems(503)
  async list() {
    return { items: await listSelfAudits(this.write) };
  }
}
