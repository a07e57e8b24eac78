import { unzipped } from '../../libs/annual-report/test/read-docx';

/** An invented person whose every text is found wherever it appears; what a mask leaves of them is not. */
export interface Canary {
  name: string;
  idProof: string;
  contact: string;
  agent: string;
  description: string;
  reasons: string;
  note: string;
  thirdParty: string;
}

/** The nth canary, up to 9,999: no two have a text in common, none of which begins another. */
export function canary(n: number): Canary {
  const digits = String(n).padStart(4, '0');
  return {
    name: `金丝雀${han(n)}`,
    idProof: `11010119900307${digits}`,
    contact: `1380000${digits}`,
    agent: `金丝雀代理${han(n)}`,
    description: `金丝雀事项${han(n)}`,
    reasons: `金丝雀理由${han(n)}`,
    note: `金丝雀备注${han(n)}`,
    thirdParty: `金丝雀企业${han(n)}`,
  };
}

const DIGITS = '甲乙丙丁戊己庚辛壬癸';
const han = (n: number): string => [...String(n).padStart(4, '0')].map((digit) => DIGITS[Number(digit)]).join('');

/** The canary's texts that stand in a text. */
export const sungIn = (text: string, of: Canary): string[] =>
  Object.entries(of).flatMap(([field, song]) => (text.includes(song as string) ? [field] : []));

/** All text of an answer; the parts of a workbook or document unpacked. */
export async function textOf(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return bytes.toString('utf8');
  return [...(await unzipped(bytes)).values()].join('\n');
}
