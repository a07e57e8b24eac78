import { FileRefused } from '../refusals';

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  /** Rows and columns, not a chart or a macro sheet. */
  worksheet: boolean;
}

const WORKBOOK_TYPE = /(spreadsheetml\.(sheet|template)|ms-excel\.(sheet|template)\.macroenabled)\.main\+xml/i;
const BINARY_TYPE = /ms-excel\.sheet\.binary/i;

/** Parts that `workbookParts` needs, by name in small letters. */
export const CONTENTS = /^(\[content_types\]\.xml|_rels\/\.rels|([^/]+\/)*(_rels\/)?workbook\d*\.xml(\.rels)?)$/;

export interface WorkbookContents {
  sheets: WorkbookSheet[];
  date1904: boolean;
  /** Names of the parts that hold texts; absent where there is no table of shared ones, or a target is not plain. */
  texts?: { sharedStrings: string; worksheets: ReadonlySet<string> };
}

/** The sheets and the date system from the parts that every workbook has. @throws FileRefused for any other package */
export function workbookParts(parts: ReadonlyMap<string, string>): WorkbookContents {
  const types = parts.get('[content_types].xml') ?? '';
  if (BINARY_TYPE.test(types)) throw new FileRefused('X_BINARY_WORKBOOK');
  const part = tagsOf(types, 'Override').find((tag) => WORKBOOK_TYPE.test(tag.get('ContentType') ?? ''));
  const path = (part?.get('PartName') ?? '').replace(/^\//, '').toLowerCase();
  const workbook = parts.get(path);
  if (workbook === undefined || !parts.has('_rels/.rels')) throw new FileRefused('X_NOT_A_WORKBOOK');
  const relations = tagsOf(parts.get(path.replace(/([^/]+)$/, '_rels/$1.rels')) ?? '', 'Relationship');
  const worksheets = new Set(
    relations.filter((tag) => /\/worksheet$/.test(tag.get('Type') ?? '')).map((tag) => tag.get('Id')),
  );
  const sheets = tagsOf(workbook, 'sheet')
    .map((tag) => ({ name: tag.get('name') ?? '', state: tag.get('state') ?? '', id: idOf(tag) }))
    // The same ones, in the same order, that the Excel library counts.
    .filter(({ name, id }) => name !== '' && id !== '')
    .map(({ name, state, id }) => ({
      name,
      hidden: /^(hidden|veryHidden)$/.test(state),
      worksheet: worksheets.has(id),
    }));
  const texts = textParts(path, relations);
  const date1904 = /^(1|true)$/.test(tagsOf(workbook, 'workbookPr')[0]?.get('date1904') ?? '');
  return { sheets, date1904, ...(texts && { texts }) };
}

function textParts(workbook: string, relations: readonly Tag[]): WorkbookContents['texts'] {
  const folder = workbook.replace(/[^/]+$/, '');
  const targets = (type: RegExp) =>
    relations.filter((tag) => type.test(tag.get('Type') ?? '')).map((tag) => tag.get('Target') ?? '');
  const [table, ...more] = targets(/\/sharedStrings$/);
  const sheets = targets(/\/worksheet$/);
  if (table === undefined || more.length > 0 || [table, ...sheets].some((target) => /\.\.|[\\?#%]/.test(target))) {
    return undefined;
  }
  const named = (target: string): string => (target.startsWith('/') ? target.slice(1) : folder + target);
  return { sharedStrings: named(table), worksheets: new Set(sheets.map(named)) };
}

type Tag = ReadonlyMap<string, string>;

function idOf(tag: Tag): string {
  return [...tag].find(([name]) => /:id$/i.test(name))?.[1] ?? '';
}

function tagsOf(xml: string, name: string): Tag[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]{0,4000})>`, 'g'))].map((match) =>
    attributesOf(match[1]!),
  );
}

function attributesOf(text: string): Tag {
  const pairs = text.matchAll(/(?:^|\s)([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...pairs].map((match) => [match[1]!, unescaped(match[2] ?? match[3] ?? '')]));
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
