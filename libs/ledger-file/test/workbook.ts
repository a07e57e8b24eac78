import { zipOf, type ZipPart } from './zip';

/** What a hand-made workbook consists of; every part can be replaced by a stranger one. */
export interface HandMade {
  /** Inner XML of `<worksheet>` by sheet name. */
  sheets: Record<string, string>;
  hidden?: readonly string[];
  sharedStrings?: readonly string[];
  /** Number formats of the cell styles 1, 2, …; a number is a built-in format. */
  formats?: readonly (string | number)[];
  date1904?: boolean;
  contentType?: string;
  extra?: readonly ZipPart[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** A workbook written without the library that reads it. */
export function workbookOf(made: HandMade): Buffer {
  return zipOf(partsOf(made));
}

export function partsOf(made: HandMade): ZipPart[] {
  const names = Object.keys(made.sheets);
  const relations = names.map((_, index) =>
    relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  relations.push(
    relation('rIdStyles', 'styles', 'styles.xml'),
    relation('rIdStrings', 'sharedStrings', 'sharedStrings.xml'),
  );
  return [
    {
      name: '[Content_Types].xml',
      data: `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${made.contentType ?? WORKBOOK_TYPE}"/></Types>`,
    },
    { name: '_rels/.rels', data: relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')]) },
    {
      name: 'xl/workbook.xml',
      data: `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${made.date1904 === true ? 1 : 0}"/><sheets>${names
        .map((name, index) => {
          const state = made.hidden?.includes(name) === true ? ' state="hidden"' : '';
          return `<sheet name="${xml(name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
        })
        .join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', data: relationships(relations) },
    { name: 'xl/styles.xml', data: styles(made.formats ?? []) },
    {
      name: 'xl/sharedStrings.xml',
      data: `${DECLARATION}<sst xmlns="${MAIN}">${(made.sharedStrings ?? []).map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`).join('')}</sst>`,
    },
    ...names.map((name, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${made.sheets[name]}</worksheet>`,
    })),
    ...(made.extra ?? []),
  ];
}

/** A cell of a sheet in short: text (inline), number, `null`, or the XML of the cell as `{ xml }` with `REF` for its place. */
export type MadeCell = string | number | null | { xml: string };

/** `<sheetData>` of rows; a row that is `undefined` is left out of the file. */
export function sheetData(rows: readonly (readonly MadeCell[] | undefined)[], after = ''): string {
  const lines = rows.map((cells, index) =>
    cells === undefined
      ? ''
      : `<row r="${index + 1}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${index + 1}`)).join('')}</row>`,
  );
  return `<sheetData>${lines.join('')}</sheetData>${after}`;
}

export function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}

export function xml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
}

function cellXml(cell: MadeCell, ref: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  return cell.xml.replace('REF', ref);
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function relationships(relations: readonly string[]): string {
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`;
}

function styles(formats: readonly (string | number)[]): string {
  const custom = formats.flatMap((format, index) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${164 + index}" formatCode="${xml(format)}"/>`] : [],
  );
  const ids = [0, ...formats.map((format, index) => (typeof format === 'string' ? 164 + index : format))];
  return `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="${custom.length}">${custom.join('')}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${ids.length}">${ids.map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`;
}
