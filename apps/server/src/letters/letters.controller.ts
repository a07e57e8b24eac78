import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { LETTERS } from '@app/letters';
import { letterOf, type LetterOrder, type LetterViewing } from '@app/runtime';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { oneOf } from '@app/command-forms';
import { contentDisposition } from '../http/content-disposition';
import { ApiActorHeaders } from '../http/command-headers';
import { Reading, readQuery } from '../http/reading';
import { viewingOf } from '../http/viewing';
import { ApiProblems } from '../problems/api-problems';
import { draftBody, orderOf } from './letter-draft';
import { LETTER_FORMATS, type LetterFormat } from './letter-formats';

const caseParams = z.strictObject({ caseId: z.uuid() });
const letterParams = caseParams.extend({ kind: oneOf(LETTERS) });
const format = oneOf(LETTER_FORMATS).optional().describe('省略为 json / json if left out');
const draftQuery = z.strictObject({ format });
const letterQuery = readQuery({
  format,
  event: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional()
    .describe('所告知的事项；省略为最近一次 / the event told of, the last one if left out'),
});

@ApiTags('文书 letters')
@Controller('api/v1/cases/:caseId/letters')
export class LettersController {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  @Get(':kind')
  @Reading()
  @ApiOperation({
    summary: '文书：已发出的按当时模板重新生成 / a letter, rendered again as it was sent',
    description:
      '`sent.matches`：正文是否仍与发出时的散列一致；当事人信息被删除后不能一致。没有记录散列的为 null。' +
      ' Whether the text still has the hash kept by its event; after an erasure it cannot.',
  })
  @ApiActorHeaders()
  @ApiOkResponse({
    description: '文书；出具即记入查阅登记 / the letter; making it is recorded as a look at the person',
  })
  @ApiProblems(400, 404, 422, 503)
  async one(
    @Param({ schema: letterParams }) { caseId, kind }: z.output<typeof letterParams>,
    @Query({ schema: letterQuery }) { format: asked = 'json', event: eventId }: z.output<typeof letterQuery>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const viewing = await viewingOf(request, 'GET /cases/{caseId}/letters/{kind}', {});
    return this.answer({ caseId, kind, eventId }, viewing, asked, response);
  }

  @Post()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    operationId: 'DraftLetter',
    summary: '草拟文书 / draft a letter',
    description:
      '按拟办事项草拟，不记录任何内容；发出时把答复中的 `letter` 随命令一并提交。' +
      ' Nothing is recorded; what the law refuses is refused with the same code. Send the `letter` of the answer with the command.',
  })
  @ApiActorHeaders()
  @ApiOkResponse({ description: '草稿；记入查阅登记 / the draft; recorded as a look at the person' })
  @ApiProblems(400, 403, 404, 409, 413, 415, 422, 503)
  async draft(
    @Param({ schema: caseParams }) { caseId }: z.output<typeof caseParams>,
    @Body({ schema: draftBody }) body: z.output<typeof draftBody>,
    @Query({ schema: draftQuery }) { format: asked = 'json' }: z.output<typeof draftQuery>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const viewing = await viewingOf(request, 'POST /cases/{caseId}/letters', {});
    return this.answer(orderOf(caseId, body), viewing, asked, response);
  }

  private async answer(
    order: LetterOrder,
    viewing: LetterViewing,
    format: LetterFormat,
    response: Response,
  ): Promise<StreamableFile> {
    const letter = await letterOf(this.write, order, viewing);
    const { mediaType, file, render } = LETTER_FORMATS[format];
    const content = await render(letter);
    response.set({
      'Content-Type': mediaType,
      ...(file !== undefined && {
        'Content-Disposition': contentDisposition(
          'attachment',
          `${letter.letter.title}（${letter.state.caseNo}）.${file}`,
          `letter-${order.kind}.${file}`,
        ),
      }),
    });
    return new StreamableFile(content);
  }
}
