const PREFIX = 'case-';

/** The case a stream belongs to. @throws RangeError for a stream of another kind */
export function caseIdIn(stream: string): string {
  if (!stream.startsWith(PREFIX)) throw new RangeError('not the stream of a case');
  return stream.slice(PREFIX.length);
}
