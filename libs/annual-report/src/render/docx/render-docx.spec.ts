import { renderDocx } from '@app/annual-report';
import { unzipped, wordTables } from '../../../test/read-docx';
import { sampleReport } from '../../../test/sample-report';

const parts = async (changes: Parameters<typeof sampleReport>[0] = {}) =>
  unzipped(await renderDocx(sampleReport(changes)));

describe('the report as a Word document', () => {
  it('is A4 with the margins of GB/T 9704, its tables as wide as the type area', async () => {
    const document = (await parts()).get('word/document.xml') ?? '';
    expect(/<w:pgSz[^>]*>/.exec(document)?.[0]).toBe('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    expect(/<w:pgMar[^>]*>/.exec(document)?.[0]).toContain('w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"');
    for (const { columnWidths } of wordTables(document)) {
      const millimetres = columnWidths.reduce((sum, width) => sum + width, 0) / (1440 / 25.4);
      expect(Math.abs(millimetres - 156)).toBeLessThan(0.2);
    }
  });

  it('repeats the header rows of tables 3 and 4 on every page', async () => {
    const tables = wordTables((await parts()).get('word/document.xml') ?? '');
    expect(tables.map(({ repeatedRows }) => repeatedRows)).toEqual([0, 3, 3]);
  });

  it('names the official typefaces and what may stand in for them', async () => {
    const files = await parts();
    const styles = files.get('word/styles.xml') ?? '';
    for (const font of ['方正小标宋简体', '黑体', '楷体_GB2312', '仿宋_GB2312', '宋体']) {
      expect(styles).toContain(`w:eastAsia="${font}"`);
      expect(files.get('word/fontTable.xml')).toMatch(
        new RegExp(`<w:font w:name="${font}"><w:altName w:val="[^"]+"/>`),
      );
    }
  });

  it('puts the page number outside: right on odd pages, left on even ones', async () => {
    const files = await parts();
    expect(files.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    const footers = [...files].filter(([name]) => /^word\/footer\d+\.xml$/.test(name)).map(([, xml]) => xml);
    expect(footers.map((xml) => /<w:jc w:val="(\w+)"\/>/.exec(xml)?.[1]).sort()).toEqual(['left', 'right']);
  });

  it('carries texts as text, whatever they contain', async () => {
    const document = (await parts({ texts: { s5: '1. **甲**<w:t>&乙\n   - 丙' } })).get('word/document.xml') ?? '';
    const paragraphs = [...document.matchAll(/<w:p>([\s\S]*?)<\/w:p>/g)].map(([, paragraph = '']) =>
      [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
    );
    expect(paragraphs).toEqual(expect.arrayContaining(['1.甲&lt;w:t&gt;&amp;乙', '• 丙']));
    expect([...document.matchAll(/<w:b\/>[^甲]{0,60}>甲</g)]).toHaveLength(1);
  });
});
