import { isT2CellId, labelOf, type CellId } from '@app/annual-report';
import { proveCell, type CellProof } from '@app/evidence';
import { ExplainCell, GetPublishedReports, type CellMember } from '@app/read-models';
import { listSeals, Refused, reportStream, SealKeyMissing } from '@app/use-cases';
import type { Ledger } from '../open-ledger';

/** Table 2 is recorded, not counted from cases. */
export class NotCountedFromCases extends Error {
  override readonly name = 'NotCountedFromCases';
  constructor(readonly cell: string) {
    super(`${cell} is not counted from cases`);
  }
}

export interface CellProofOrder {
  unit: string;
  year: number;
  cell: CellId;
  /** Nothing is told of the events but where they lie. */
  hide: boolean;
  /** Numbers of cases whose events are given with their body. */
  open: readonly string[];
}

/**
 * Proves a number as it was published last; where nothing is published, or a sum of reports, as the unit's own register
 * stands at the end of the last seal.
 * @throws NotCountedFromCases, NotSealed, OpenedContradicts, SealKeyMissing, Refused E_CASE_UNKNOWN, UnknownUnit
 */
export async function proveCellOf(
  { ask, foundation }: Pick<Ledger, 'ask' | 'foundation'>,
  { unit, year, cell, hide, open }: CellProofOrder,
): Promise<CellProof> {
  if (isT2CellId(cell)) throw new NotCountedFromCases(cell);
  const { log, write } = foundation;
  const key = write.sealing?.key;
  if (!key) throw new SealKeyMissing();
  const published = (await ask(new GetPublishedReports(unit, year))).at(-1);
  const own = published && !published.consolidated ? published : undefined;
  const position = own?.position ?? (await listSeals(write)).at(-1)?.seal.to ?? 0;
  const { value, members } = await ask(new ExplainCell(unit, year, cell, { at: position }));
  const unknown = open.find((caseNo) => !members.some((member) => member.caseNo === caseNo));
  if (unknown !== undefined) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'open' });
  const showOf = ({ caseNo }: CellMember) => (open.includes(caseNo) ? 'body' : hide ? 'nothing' : 'header');
  return proveCell(log, {
    unit,
    year,
    cell,
    label: labelOf(cell),
    value,
    position,
    ...(own && { frozen: await positionOf(log, reportStream(unit, year), own.eventId) }),
    members: members.map((member) => ({ position: member.event.position, show: showOf(member) })),
    saltOf: (text) => write.matchKey(text),
    key,
  });
}

async function positionOf(log: Ledger['foundation']['log'], stream: string, eventId: string): Promise<number> {
  for await (const { id, position } of log.readStream(stream)) if (id === eventId) return position;
  throw new RangeError(`the report's event ${eventId} is not in its stream`);
}
