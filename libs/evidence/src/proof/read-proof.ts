import { PROOF_FORMAT, PROOF_VERSION, type CellProof } from './format';

type Form = (value: unknown) => boolean;

const text: Form = (value) => typeof value === 'string';
/** Stands in a line of the claim. */
const word: Form = (value) => typeof value === 'string' && !/\p{Cc}/u.test(value);
const whole: Form = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const hex = (digits: number): Form => {
  const pattern = new RegExp(`^[0-9a-f]{${digits}}$`);
  return (value) => typeof value === 'string' && pattern.test(value);
};
const listOf =
  (form: Form): Form =>
  (value) =>
    Array.isArray(value) && value.every(form);
const maybe =
  (form: Form): Form =>
  (value) =>
    value === undefined || form(value);
/** These members; others do not matter. */
const having =
  (members: Record<string, Form>): Form =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(members).every(([name, form]) => form((value as Record<string, unknown>)[name]));

const header = having({
  stream: text,
  revision: whole,
  id: text,
  type: text,
  schemaVersion: whole,
  effectiveOn: text,
  recordedAt: text,
  actor: having({ id: text, role: text }),
});
const included = { position: whole, seal: whole, leaf: hex(64), path: listOf(hex(64)) };

const shown = having({ ...included, header, body: text });

/** Where there is a header there is a salt, and either the body or its hash; where there is none there is nothing. */
const isComplete: Form = (value) => {
  const { salt, header, body, bodyHash, moved } = value as CellProof['members'][number];
  if (moved !== undefined && body === undefined) return false;
  if (header === undefined) return salt === undefined && body === undefined && bodyHash === undefined;
  return salt !== undefined && (body === undefined) !== (bodyHash === undefined);
};
const member: Form = (value) =>
  having({
    id: hex(64),
    salt: maybe(hex(32)),
    ...included,
    header: maybe(header),
    bodyHash: maybe(hex(64)),
    body: maybe(text),
    moved: maybe(listOf(shown)),
  })(value) && isComplete(value);

const proof = having({
  format: (value) => value === PROOF_FORMAT,
  version: (value) => value === PROOF_VERSION,
  store: word,
  unit: word,
  year: whole,
  cell: text,
  label: text,
  value: whole,
  position: whole,
  claim: having({ text, keyId: text, signature: text }),
  keys: listOf(having({ keyId: text, key: text })),
  seals: listOf(having({ number: whole, text, keyId: text, signature: text })),
  report: (value) => value === null || shown(value),
  members: listOf(member),
});

/** The proof in a text; nothing where it is none of this version. */
export function readProof(given: string): CellProof | undefined {
  try {
    const value: unknown = JSON.parse(given);
    return proof(value) ? (value as CellProof) : undefined;
  } catch {
    return undefined;
  }
}
