import { EVENTS } from '../../src/events/definitions';
import { ENTRY_FIELDS, type EntryField } from '../../src/events/entry-fields';
import type { CaseEventType } from '../../src/events/catalogue';

/** The catalogue of what can happen to a case, from the tables of the code. */
export function eventsPage(): string {
  const types = Object.keys(ENTRY_FIELDS) as CaseEventType[];
  return `# Events of a case

Made by \`npm run docs\` from the tables of the core; do not edit. Every event has the envelope of \`docs/log-format.md\`
beside these fields. \`?\`: may be absent. **Bold**: encrypted under the key of its subject. *Fixed*: no correction of the
entry changes it (R-110).

| type | Chinese | version | subject | fields |
| --- | --- | --- | --- | --- |
${types.map(row).join('\n')}
`;
}

function row(type: CaseEventType): string {
  const { label, version, protectedFields, subject } = EVENTS[type];
  const fields = Object.entries(ENTRY_FIELDS[type] as Record<string, EntryField>).map(([name, field]) => {
    const shown = (protectedFields as readonly string[]).includes(name) ? `**${name}**` : name;
    const holds = `${field.holds}${field.fixed ? ', *fixed*' : ''}`.replaceAll('|', '\\|');
    return `${shown}${field.optional ? '?' : ''} (${holds})`;
  });
  return `| ${type} | ${label} | ${version} | ${subject ?? ''} | ${fields.join('; ')} |`;
}
