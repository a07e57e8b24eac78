import { hash } from 'node:crypto';
import { labelOf, type CellId } from '@app/annual-report';
import { proveCell, type CellProof, type Showing } from '@app/evidence';
import { AuditedOffice, uuidOf } from '../../../libs/evidence/test/audited-office';

export interface ProvenOffice {
  office: AuditedOffice;
  /** Proofs of all kinds: hidden, by header, opened, opened with what moved a case, of a report and of none. */
  proofs: Record<string, CellProof>;
}

/** A unit with three cases granted, of which one was first entered as refused, and one that came after the report. */
export async function provenOffice(): Promise<ProvenOffice> {
  const office = await AuditedOffice.open('U1', 'U2');
  const receives = (unit: string, caseNo: string, receivedOn: string) =>
    office.tell(streamOf(unit, caseNo), unit, 'ApplicationRegistered', receivedOn, {
      unit,
      caseNo,
      channel: 'in_person',
      arrivedOn: receivedOn,
      receivedOn,
      applicantKind: 'natural_person',
      applicantName: '示例申请人',
      applicantIdProof: null,
      contact: null,
      infoDescription: '示例事项',
      filledByOffice: false,
    });
  const closes = (unit: string, caseNo: string, concludedOn: string, resultCode: 'granted' | 'denied_other_law') =>
    office.tell(streamOf(unit, caseNo), unit, 'CaseClosed', concludedOn, {
      concludedOn,
      resultCode,
      closingKind: 'replied',
    });

  const granted: string[] = [];
  const received: string[] = [];
  for (const [n, result] of (['granted', 'denied_other_law', 'granted'] as const).entries()) {
    received.push(await receives('U1', `2024-000${n + 1}`, '2024-03-04'));
    granted.push(await closes('U1', `2024-000${n + 1}`, '2024-03-20', result));
  }
  await receives('U2', '2024-0001', '2024-03-05');
  await closes('U2', '2024-0001', '2024-03-21', 'granted');
  await office.tell(streamOf('U1', '2024-0002'), 'U1', 'EntryCorrected', '2024-03-22', {
    targetEventId: granted[1]!,
    field: 'resultCode',
    newValue: 'granted',
    reason: 'typing',
    basisDoc: '示例',
  } as never);
  await office.seal();
  await office.freezes('U1', 2024);
  const frozen = await positionsOf(office);
  // Arrived in 2024, entered when that year had been published: it counts in 2025 (A-45).
  const late = await receives('U1', '2024-0009', '2024-12-30');
  await office.seal();
  const at = await positionsOf(office);
  const ofReport = [...frozen.values()].at(-1)!;
  const prove = (cell: CellId, year: number, ids: string[], show: Showing, report?: number) =>
    proveCell(office.store.raw, {
      unit: 'U1',
      year,
      cell,
      label: labelOf(cell),
      value: ids.length,
      position: report === undefined ? [...at.values()].at(-2)! : report - 1,
      ...(report !== undefined && { frozen: report }),
      members: ids.map((id) => ({ position: at.get(id)!, show })),
      saltOf: (text) => hash('sha256', `secret ${text}`, 'hex').slice(0, 32),
      key: office.key,
    });
  const proofs: ProvenOffice['proofs'] = {
    hidden: await prove('t3.granted.natural_person', 2024, granted, 'nothing', ofReport),
    'by header': await prove('t3.results_total.total', 2024, granted, 'header', ofReport),
    'opened, one corrected': await prove('t3.granted.natural_person', 2024, granted, 'body', ofReport),
    'opened, none published': await prove('t3.new_received.natural_person', 2024, received, 'body'),
    'opened, one after the report': await prove('t3.new_received.total', 2025, [late], 'body'),
  };
  return { office, proofs };
}

const streamOf = (unit: string, caseNo: string): string => `case-${uuidOf(`${unit} ${caseNo}`)}`;

async function positionsOf(office: AuditedOffice): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for await (const { id, position } of office.store.raw.readStored()) found.set(id, position);
  return found;
}
