import { randomUUID } from 'node:crypto';
import type { CaseCommand } from '@app/disclosure';
import { type DepositedSeal, newSealKeyPem, type SealKey, sealKeyOf } from '@app/evidence';
import { openLedger, type Ledger } from '@app/runtime';
import {
  ActOnCase,
  ApproveErasure,
  listSeals,
  OrderErasure,
  RegisterApplication,
  RegisterUnit,
  SealLog,
} from '@app/use-cases';
import { CLERK, HEAD, REVIEWER } from '../../support/bureau';
import { freshDatabase } from '../../support/postgres';
import { Copies } from './copies';

const UNIT = 'D01';
const ADMIN = { id: 'admin-1', role: 'admin' } as const;

/** A real log with seals, frozen as templates: as it ended, and as it was halfway. */
export interface SealedLedger {
  copies: Copies;
  key: SealKey;
  template: string;
  /** The log as it was at an earlier time: an older backup. */
  older: string;
  /** Every seal, as it was deposited. */
  deposits: DepositedSeal[];
  events: number;
  close(): Promise<void>;
}

/** Cases from the first letter to the reply, one person erased; a seal after every quarter of them, the last one at the end. */
export async function sealedLedger(cases = 48): Promise<SealedLedger> {
  const database = await freshDatabase();
  const copies = await Copies.on(database);
  const pem = newSealKeyPem();
  const open = () =>
    openLedger({
      database: { databaseUrl: database.connectionString },
      unsafeForTests: true,
      env: { DISCLOSURE_MASTER_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0', SEAL_KEY: pem },
    });
  const quarter = async (ledger: Ledger): Promise<void> => {
    const caseIds: string[] = [];
    for (let n = 0; n < cases / 4; n++) caseIds.push(await oneCase(ledger, n));
    await erase(ledger, caseIds[0]!);
    await ledger.execute(new SealLog({ commandId: randomUUID(), actor: HEAD }));
  };

  let ledger = await open();
  await ledger.execute(new RegisterUnit({ unit: UNIT, name: '示例单位', commandId: randomUUID(), actor: HEAD }));
  await quarter(ledger);
  await quarter(ledger);
  // Something that the next seal would have covered.
  await oneCase(ledger, 1);
  await ledger.close();
  const older = await copies.template(database);

  ledger = await open();
  await quarter(ledger);
  await quarter(ledger);
  const seals = await listSeals(ledger.foundation.write);
  const { position: events } = await ledger.foundation.store.head();
  await ledger.close();
  const template = await copies.template(database);
  return {
    copies,
    key: sealKeyOf(pem),
    template,
    older,
    deposits: seals.map(({ text, keyId, signature, seal }) => ({
      text,
      keyId,
      signature,
      seal,
      name: `seal-${seal.number}`,
    })),
    events,
    close: async () => {
      await copies.drop(template);
      await copies.drop(older);
      await copies.close();
      await database.drop();
    },
  };
}

/** Every third one is only registered, the others are answered. */
async function oneCase(ledger: Ledger, n: number): Promise<string> {
  const { caseId } = await ledger.execute(
    new RegisterApplication({
      commandId: randomUUID(),
      actor: CLERK,
      data: {
        unit: UNIT,
        channel: 'in_person',
        arrivedOn: '2025-03-03',
        applicantKind: 'natural_person',
        applicantName: '示例申请人',
        applicantIdProof: 'X0000001',
        contact: '示例电话',
        infoDescription: '示例事项',
      },
    }),
  );
  if (n % 3 === 2) return caseId;
  const does = async (command: CaseCommand, actor = CLERK): Promise<void> => {
    await ledger.execute(new ActOnCase({ caseId, commandId: randomUUID(), actor, command }));
  };
  await does({
    name: 'Decide',
    data: {
      decidedOn: '2025-03-10',
      resultCode: 'granted',
      legalBasis: ['Reg.36'],
      reasons: '示例理由',
      remedy: 'either',
      docNo: '示例〔2025〕1号',
      decidedBy: 'signer-1',
    },
  });
  await does({ name: 'DetermineAttribute', data: { attribute: 'on_request', determinedOn: '2025-03-10' } });
  await does({ name: 'RecordSecrecyReview', data: { result: 'passed', reviewedOn: '2025-03-10' } }, REVIEWER);
  await does({
    name: 'DispatchReply',
    data: { dispatchedOn: '2025-03-11', mode: 'china_post', trackingNo: 'EMS1' },
  });
  return caseId;
}

/** A key that was destroyed as it should be is no fault. */
async function erase(ledger: Ledger, caseId: string): Promise<void> {
  await ledger.execute(
    new OrderErasure({
      caseId,
      commandId: randomUUID(),
      actor: CLERK,
      order: { subject: 'applicant', requestedBy: 'person', legalBasis: '个人信息保护法第47条', reason: '本人申请' },
    }),
  );
  await ledger.execute(new ApproveErasure({ caseId, subject: 'applicant', commandId: randomUUID(), actor: ADMIN }));
}
