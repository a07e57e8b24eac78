/** The typefaces of GB/T 9704. None can be shipped; the reader's machine has them, or one of the stand-ins. */
export const FONTS = {
  title: '方正小标宋简体',
  heading: '黑体',
  topic: '楷体_GB2312',
  body: '仿宋_GB2312',
  table: '宋体',
} as const;

type Font = (typeof FONTS)[keyof typeof FONTS];

interface FontEntry {
  /** What the word processor may take instead when the font is missing. */
  standIn: string;
  family: 'roman' | 'swiss' | 'script' | 'modern';
  panose: string;
}

const ENTRIES: Record<Font, FontEntry> = {
  方正小标宋简体: { standIn: 'STZhongsong', family: 'roman', panose: '02010601030101010101' },
  黑体: { standIn: 'SimHei', family: 'swiss', panose: '02010609060101010101' },
  楷体_GB2312: { standIn: '楷体', family: 'modern', panose: '02010609060101010101' },
  仿宋_GB2312: { standIn: '仿宋', family: 'modern', panose: '02010609060101010101' },
  宋体: { standIn: 'SimSun', family: 'roman', panose: '02010600030101010101' },
};

/** `word/fontTable.xml`: the stand-ins, by which Word substitutes without asking. */
export const fontTableXml = (): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  Object.entries(ENTRIES)
    .map(
      ([name, { standIn, family, panose }]) =>
        `<w:font w:name="${name}"><w:altName w:val="${standIn}"/><w:panose1 w:val="${panose}"/>` +
        `<w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
    )
    .join('') +
  '</w:fonts>';
