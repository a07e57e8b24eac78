import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { REJECTIONS, type RejectionCode } from '@app/disclosure';
import { EDGE_CODES } from './edge-codes';
import { REJECTION_STATUS } from './rejection-status';

@ApiTags('运行 operation')
@Controller('api/v1/problems')
export class CatalogueController {
  /** What `type` of a problem points at. */
  @Get()
  @ApiOperation({ summary: '全部错误代码 / every error code with its status, rule and sentence' })
  list() {
    const ofTheLaw = Object.entries(REJECTIONS).map(([code, { rule, zh, en }]) => ({
      code,
      status: REJECTION_STATUS[code as RejectionCode],
      rule,
      zh,
      en,
    }));
    const ofTheEdge = Object.entries(EDGE_CODES).map(([code, definition]) => ({ code, ...definition }));
    return { items: [...ofTheLaw, ...ofTheEdge] };
  }
}
