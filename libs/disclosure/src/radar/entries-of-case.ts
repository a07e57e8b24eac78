import type { CaseFile } from '../replay/case-file';
import { deadlinesOfEntries } from './deadlines-of-entries';
import type { RadarEntry } from './radar-entry';

/** The entries of one case with the reply period each met. @throws Error for a history without a registration */
export function entriesOfCase(file: CaseFile): RadarEntry[] {
  const [registration] = file.history;
  if (registration?.type !== 'ApplicationRegistered') throw new Error('a case begins with its registration');
  const broughtBy = registration.metadata.origin?.fileSha256;
  const caseId = registration.stream.replace(/^case-/, '');
  // What a file brought along with the case itself was never overdue in the register: there is nothing to compare.
  const isWhole =
    broughtBy !== undefined && file.history.every(({ metadata }) => metadata.origin?.fileSha256 === broughtBy);
  const deadlines = isWhole ? undefined : deadlinesOfEntries(file);
  return file.history.map(({ id: eventId, type, effectiveOn, recordedAt, actor, metadata: { origin } }) => {
    const deadline = origin && origin.fileSha256 === broughtBy ? undefined : deadlines?.get(eventId);
    return {
      ...{ caseId, caseNo: registration.data.caseNo, eventId, type, effectiveOn, recordedAt, actor },
      ...(origin && { importedFrom: origin.fileSha256 }),
      ...(deadline && { deadline }),
    };
  });
}
