import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { flag, instant, says } from '@app/command-forms';
import { MOMENT_TEXT, MOMENTS_TEXT, openCaseReplay, replayDocument, type ReplayDocument } from '@app/runtime';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { Reading, readQuery } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { Refusal } from '../problems/problem';

const params = z.strictObject({ caseId: z.uuid() });
const query = readQuery({
  at: z
    .string()
    .regex(MOMENT_TEXT, says('应为日志位置 265、版次 r5 或 now', 'must be a position 265, a revision r5, or now'))
    .optional()
    .describe('一个时点：日志位置 265、案件版次 r5 或 now / one moment'),
  asOf: instant.optional(),
  diff: z
    .string()
    .regex(MOMENTS_TEXT, says('应为两个时点，如 r2..now', 'must be two moments, e.g. r2..now'))
    .optional()
    .describe('两个时点之间的变化，如 r2..now / what changed between two moments'),
  signed: flag.optional().describe('1：每次签发、发出时所知与事后补录 / what was known at each signing'),
  explain: flag.optional().describe('1：期限逐日计算 / every day of the working'),
});

@ApiTags('案件 cases')
@Controller('api/v1/cases/:caseId/replay')
export class ReplayController {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  @Get()
  @Reading()
  @ApiOperation({
    operationId: 'ReplayCase',
    summary: '案件回放 / the case at any moment, step by step, or between two moments',
    description:
      'R-110、A-44。`at`、`asOf`、`diff`、`signed` 至多给出一个；都不给出时列出全部步骤（`steps`）和现在的案件（`at`）。' +
      '每一时点按当时日志中的日历计算；受保护内容隐去，变化仍然注明（`masked`），文书散列不显示（D9）。' +
      ' Without a question every step with what it changed, and the case now. Clocks are counted by the calendar known' +
      ' at the moment; `because` of a clock names the entries, holiday notices or passing days that moved it.',
  })
  @ApiOkResponse({ description: '`case`, `today`, and one or two of `at`, `steps`, `difference`, `signed`' })
  @ApiProblems(400, 404, 503)
  async replay(
    @Param({ schema: params }) { caseId }: z.output<typeof params>,
    @Query({ schema: query }) { at, asOf, diff, signed, explain }: z.output<typeof query>,
  ): Promise<ReplayDocument> {
    oneQuestion({ at, asOf, diff, signed });
    return replayDocument(await openCaseReplay(this.write, caseId), { at, asOf, diff, signed, working: explain });
  }
}

/** @throws Refusal E_AS_OF for the second of two questions */
function oneQuestion(asked: Record<string, string | boolean | undefined>): void {
  const [, second] = Object.keys(asked).filter((name) => asked[name] !== undefined && asked[name] !== false);
  if (second === undefined) return;
  const [zh, en] = ['at、asOf、diff、signed 只能给出一个', 'give one of at, asOf, diff and signed'];
  throw new Refusal('E_AS_OF', { errors: [{ parameter: second, zh, en }] });
}
