import { Body, Controller, HttpStatus, Param, Post, Req, Res, UseGuards, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { CaseCommandName } from '@app/disclosure';
import { ApiCommandHeaders, ApiIfMatch, commandHeadersOf } from '../http/command-headers';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { bodySchema, COMMAND_FORMS, COMMAND_NAMES, innerId, unitCode } from '@app/command-forms';
import { CommandDesk } from './command-desk';
import { receiptSchema, receiptView } from './receipt-view';

const PARAMS: Record<string, z.ZodType<string>> = {
  unit: unitCode,
  caseId: z.uuid(),
  consultId: innerId,
  reconId: innerId,
  suitId: innerId,
};

@ApiTags('办案 case work')
@Controller('api/v1')
class CommandController {
  constructor(protected readonly desk: CommandDesk) {}
}

/** A controller with one POST per row of the command table. */
export function commandController(): Type<unknown> {
  for (const name of COMMAND_NAMES) addRoute(name);
  return CommandController;
}

function addRoute(name: CaseCommandName): void {
  const { path, zh, en, rule } = COMMAND_FORMS[name];
  const registers = name === 'RegisterApplication';

  async function handle(
    this: { desk: CommandDesk },
    params: Record<string, string>,
    body: Record<string, unknown>,
    request: Request,
    response: Response,
  ) {
    const headers = await commandHeadersOf(request);
    const { receipt, made } = await this.desk.take({ name, headers, params, body });
    response.status(registers ? HttpStatus.CREATED : HttpStatus.OK).set({
      ETag: `"${receipt.revision}"`,
      Location: `/api/v1/cases/${receipt.caseId}`,
      'Idempotency-Key': headers.commandId,
      ...(receipt.duplicate && { 'Idempotent-Replay': 'true' }),
    });
    return receiptView(receipt, headers.commandId, made);
  }

  // Nest finds a handler's parameters by the name of its function.
  Object.defineProperty(handle, 'name', { value: name });
  const target = CommandController.prototype;
  Object.defineProperty(target, name, { value: handle, writable: true, configurable: true });
  Reflect.defineMetadata('design:paramtypes', [Object, Object, Object, Object], target, name);
  Param({ schema: z.strictObject(paramsOf(path)) })(target, name, 0);
  Body({ schema: bodySchema(name) })(target, name, 1);
  Req()(target, name, 2);
  Res({ passthrough: true })(target, name, 3);

  const answer = { standardSchema: receiptSchema, description: '已记录 / recorded', headers: ANSWER_HEADERS };
  const decorators: MethodDecorator[] = [
    Post(path),
    ApiOperation({ operationId: name, summary: `${zh} / ${en}`, description: rule }),
    ApiCommandHeaders(),
    ApiProblems(400, 403, 404, 409, 412, 413, 415, 422, 503),
    registers ? ApiCreatedResponse(answer) : ApiOkResponse(answer),
    registers ? UseGuards(UnitGuard) : ApiIfMatch(),
  ];
  const descriptor = Object.getOwnPropertyDescriptor(target, name)!;
  for (const decorate of decorators) decorate(target, name, descriptor);
}

function paramsOf(path: string): Record<string, z.ZodType<string>> {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  return Object.fromEntries(names.map((name) => [name, PARAMS[name]!]));
}

const text = { schema: { type: 'string' as const } };
const ANSWER_HEADERS = {
  ETag: { ...text, description: '案件版本 / revision of the case' },
  Location: { ...text, description: '案件地址 / the case' },
  'Idempotency-Key': { ...text, description: '本命令的编号 / id of this command' },
  'Idempotent-Replay': { ...text, description: '`true`：此前已记录，本次未重复 / had been recorded before' },
};
