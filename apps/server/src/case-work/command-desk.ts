import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { useCaseOf } from '@app/command-forms';
import type { CaseCommandName } from '@app/disclosure';
import type { Receipt } from '@app/use-cases';
import type { CommandHeaders } from '../http/command-headers';

export interface SentCommand {
  name: CaseCommandName;
  headers: CommandHeaders;
  /** Path parameters: the unit or the case, and ids inside the case. */
  params: Record<string, string>;
  /** Validated against the command's form. */
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

  async take({ name, headers, params, body }: SentCommand): Promise<CommandAnswer> {
    const { useCase, made } = useCaseOf({ name, ...headers, params, body });
    return { receipt: await this.commands.execute(useCase), made };
  }
}
