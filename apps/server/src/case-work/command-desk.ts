import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CaseCommand, CaseCommandName } from '@app/disclosure';
import {
  ActOnCase,
  RegisterApplication,
  SplitApplication,
  type Receipt,
  type RegisterApplicationRequest,
  type SplitApplicationRequest,
} from '@app/use-cases';
import type { CommandHeaders } from '../http/command-headers';
import { madeIdOf } from './made-ids';

export interface SentCommand {
  name: CaseCommandName;
  headers: CommandHeaders;
  /** Path parameters: the unit or the case, and ids inside the case. */
  params: Record<string, string>;
  /** Validated against the command's schema. */
  body: Record<string, unknown>;
}

export interface CommandAnswer {
  receipt: Receipt;
  /** Id of the consultation, reconsideration or suit the command opened. */
  made: Record<string, string>;
}

/** Where a validated request becomes a command on the bus. */
@Injectable()
export class CommandDesk {
  constructor(private readonly commands: CommandBus) {}

  async take(sent: SentCommand): Promise<CommandAnswer> {
    const { name, headers, params } = sent;
    const { note, ...fields } = sent.body as { note?: string };
    const { caseId, ...named } = params;
    const made = madeIdOf(name, headers.commandId, fields);
    const data = { ...fields, ...named, ...made };
    const { commandId, actor, expectedRevision } = headers;
    const receipt = await this.commands.execute(
      name === 'RegisterApplication' || caseId === undefined
        ? new RegisterApplication({ commandId, actor, data: data as RegisterApplicationRequest['data'], note })
        : name === 'SplitApplication'
          ? new SplitApplication({
              caseId,
              commandId,
              actor,
              expectedRevision,
              data: data as unknown as SplitApplicationRequest['data'],
              note,
            })
          : // The schema of `name` is type-checked against its data, so the pair fits.
            new ActOnCase({ caseId, commandId, actor, expectedRevision, command: { name, data, note } as CaseCommand }),
    );
    return { receipt, made };
  }
}
