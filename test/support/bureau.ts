import { randomUUID } from 'node:crypto';
import { cellValues, type CellId } from '@app/annual-report';
import type { Actor, CaseCommand, CaseCommandData, CaseCommandName, CaseRecord } from '@app/disclosure';
import { GetAnnualTables, GetFeeFigures, type FeeFigures } from '@app/read-models';
import { openLedger, type Ledger } from '@app/runtime';
import { ActOnCase, RecordCase, RegisterApplication, RegisterUnit, type Receipt } from '@app/use-cases';
import { freshDatabase } from './postgres';

export const CLERK: Actor = { id: 'clerk-1', role: 'handler' };
export const REVIEWER: Actor = { id: 'reviewer-1', role: 'handler' };
export const HEAD: Actor = { id: 'head-1', role: 'office_head' };

type Registration = CaseCommandData['RegisterApplication'];

/** A bureau at work on a real database: tells commands, shows cells. */
export class Bureau {
  private constructor(
    readonly ledger: Ledger,
    private readonly drop: () => Promise<void>,
  ) {}

  static open(...units: string[]): Promise<Bureau> {
    return Bureau.openWith({}, ...units);
  }

  /** With more in its environment, such as a key to seal with. */
  static async openWith(env: Record<string, string>, ...units: string[]): Promise<Bureau> {
    const database = await freshDatabase();
    const ledger = await openLedger({
      database: { databaseUrl: database.connectionString },
      unsafeForTests: true,
      env: { DISCLOSURE_MASTER_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0', ...env },
    });
    for (const unit of units) {
      await ledger.execute(new RegisterUnit({ unit, name: `示例单位${unit}`, commandId: randomUUID(), actor: HEAD }));
    }
    return new Bureau(ledger, () => database.drop());
  }

  async close(): Promise<void> {
    await this.ledger.close();
    await this.drop();
  }

  /** An application of a natural person handed in at the counter, unless told otherwise. */
  async receives(unit: string, arrivedOn: string, changes: Partial<Registration> = {}): Promise<Receipt> {
    return this.ledger.execute(
      new RegisterApplication({
        commandId: randomUUID(),
        actor: CLERK,
        data: {
          unit,
          channel: 'in_person',
          arrivedOn,
          applicantKind: 'natural_person',
          applicantName: '示例申请人',
          applicantIdProof: 'X0000001',
          contact: '示例电话',
          infoDescription: '示例事项',
          ...changes,
        },
      }),
    );
  }

  async does<T extends CaseCommandName>(
    caseId: string,
    name: T,
    data: CaseCommandData[T],
    actor = CLERK,
  ): Promise<Receipt> {
    const command = { name, data } as CaseCommand;
    return this.ledger.execute(new ActOnCase({ caseId, commandId: randomUUID(), actor, command }));
  }

  /** Decides, has it reviewed and dispatches by post: what closes a case. */
  async answers(
    caseId: string,
    resultCode: CaseCommandData['Decide']['resultCode'],
    decidedOn: string,
    dispatchedOn: string,
    more: Partial<CaseCommandData['Decide']> = {},
  ): Promise<Receipt> {
    await this.does(caseId, 'Decide', {
      decidedOn,
      resultCode,
      legalBasis: ['Reg.36'],
      reasons: '示例理由',
      remedy: 'either',
      docNo: '示例〔2024〕1号',
      decidedBy: 'signer-1',
      ...more,
    });
    await this.does(caseId, 'DetermineAttribute', { attribute: 'on_request', determinedOn: decidedOn });
    await this.does(caseId, 'RecordSecrecyReview', { result: 'passed', reviewedOn: decidedOn }, REVIEWER);
    return this.does(caseId, 'DispatchReply', { dispatchedOn, mode: 'china_post', trackingNo: 'EMS1' });
  }

  async records(record: CaseRecord, row: number): Promise<void> {
    await this.ledger.execute(
      new RecordCase({ record, actor: CLERK, origin: { fileSha256: '0'.repeat(64), sheet: 'csv', row } }),
    );
  }

  /** The cells that are not zero; totals left out, they follow. */
  async cells(unit: string, year: number): Promise<Partial<Record<CellId, number>>> {
    const { tables, checks } = await this.ledger.ask(new GetAnnualTables(unit, year));
    const broken = checks.filter((check) => !check.ok && check.level === 'E');
    if (broken.length > 0) throw new Error(`relations broken: ${broken.map((check) => check.id).join(', ')}`);
    return Object.fromEntries(
      Object.entries(cellValues(tables)).filter(([cell, value]) => value !== 0 && !cell.includes('total')),
    );
  }

  fees(unit: string, year: number): Promise<FeeFigures> {
    return this.ledger.ask(new GetFeeFigures(unit, year));
  }
}
