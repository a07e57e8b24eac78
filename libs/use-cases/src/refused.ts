import { REJECTIONS, type Rejection } from '@app/disclosure';

/** The law or the register says no. Carries the code, never what was typed. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly rejection: Rejection) {
    super(`${rejection.code} (${REJECTIONS[rejection.code].rule})${rejection.field ? ` at ${rejection.field}` : ''}`);
  }
}

/** The unit was never registered. */
export class UnknownUnit extends Error {
  override readonly name = 'UnknownUnit';
  constructor(
    readonly unit: string,
    /** Field of the command that names it. */
    readonly field = 'unit',
  ) {
    super(`unknown unit ${unit}`);
  }
}

/** The command id was used for a command that says something else (D13). */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';
  constructor(readonly commandId: string) {
    super(`command id ${commandId} was used for another command`);
  }
}
