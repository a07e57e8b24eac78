import { In, type EntityManager } from 'typeorm';
import { parkedAmong } from '../framework/parked';
import type { CaseSummary } from './case-summary';
import { maskName } from './mask-name';
import type { RegisterCase } from './register-case.entity';
import { RegisterName } from './register-name.entity';

/** Lines of the register as they are shown: names masked, cases some view lost track of marked. */
export async function summariesOf(manager: EntityManager, rows: readonly RegisterCase[]): Promise<CaseSummary[]> {
  const caseIds = rows.map(({ caseId }) => caseId);
  const names = await manager.getRepository(RegisterName).findBy({ caseId: In(caseIds) });
  const nameOf = new Map(names.map(({ caseId, applicantName }) => [caseId, applicantName]));
  const parked = await parkedAmong(manager, caseIds);
  return rows.map((row) => {
    const name = nameOf.get(row.caseId);
    return {
      caseId: row.caseId,
      unit: row.unit,
      caseNo: row.caseNo,
      status: row.status,
      channel: row.channel,
      applicantKind: row.applicantKind,
      applicantName: name === undefined ? null : maskName(name, row.applicantKind),
      arrivedOn: row.arrivedOn,
      receivedOn: row.receivedOn,
      replyDueOn: row.replyDueOn,
      replyDueProvisional: row.replyDueProvisional,
      dispatchedOn: row.dispatchedOn,
      concludedOn: row.concludedOn,
      resultCode: row.resultCode,
      closingKind: row.closingKind,
      overdueWd: row.overdueWd,
      revision: row.revision,
      position: row.position,
      outOfDate: parked.has(row.caseId),
    };
  });
}
