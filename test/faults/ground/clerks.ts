import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { refusalOf, type Ledger } from '@app/runtime';
import { RegisterApplication } from '@app/use-cases';

const ACTOR = { id: 'clerk-1', role: 'handler' } as const;

/** Clerks at the counter: they register, and keep what was acknowledged; the unknown is sent again with its id (F5). */
export class Clerks {
  readonly acknowledged: { commandId: string; position: number }[] = [];
  /** What they were refused with, by code; `E_INTERNAL` = nobody promised to throw it. */
  readonly refusals = new Map<string, number>();
  private ending = false;
  private work: Promise<void>[] = [];

  constructor(
    private readonly ledger: Pick<Ledger, 'execute'>,
    private readonly unit: string,
    private readonly arrivedOn: () => string = () => '2026-03-02',
  ) {}

  start(clerks = 2, every = 5): void {
    this.work = Array.from({ length: clerks }, () => this.register(every));
  }

  async end(): Promise<void> {
    this.ending = true;
    await Promise.all(this.work);
  }

  private async register(every: number): Promise<void> {
    for (let commandId: string = randomUUID(); !this.ending; await pause(every)) {
      try {
        const { position } = await this.ledger.execute(
          new RegisterApplication({
            commandId,
            actor: ACTOR,
            data: {
              unit: this.unit,
              channel: 'in_person',
              arrivedOn: this.arrivedOn(),
              applicantKind: 'natural_person',
              applicantName: '示例申请人',
              contact: '示例电话',
              applicantIdProof: 'X0000001',
              infoDescription: '示例事项',
            },
          }),
        );
        this.acknowledged.push({ commandId, position });
        commandId = randomUUID();
      } catch (error) {
        const code = codeOf(error);
        this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
        // A refusal of the law is an answer; the next is another letter.
        if (code.startsWith('law')) commandId = randomUUID();
        await pause(50);
      }
    }
  }

  /** Acknowledged, and not found under the position they were told (O1). */
  async lost(ledger: Ledger): Promise<number> {
    let lost = 0;
    for (const { commandId, position } of this.acknowledged) {
      const stored = await ledger.foundation.store.outcomeOf(commandId);
      if (stored?.position !== position) lost++;
    }
    return lost;
  }
}

export function codeOf(error: unknown): string {
  const { rejection } = (error ?? {}) as { rejection?: { code: string } };
  if (rejection) return `law ${rejection.code}`;
  return refusalOf(error)?.code ?? `E_INTERNAL ${(error as Error).name}: ${(error as Error).message}`;
}
