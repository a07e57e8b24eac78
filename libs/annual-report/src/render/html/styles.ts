/** Screen and print; fonts by name with what other systems have instead, nothing loaded. */
export const STYLES = `
:root { --song: "SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", serif;
  --hei: "SimHei", "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  --fang: "FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", serif;
  --kai: "KaiTi_GB2312", "KaiTi", "Kaiti SC", "STKaiti", "Noto Serif CJK SC", serif;
  --title: "FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", "Noto Serif CJK SC", "SimSun", serif; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #000; font-family: var(--fang); font-size: 16pt; line-height: 1.8; }
article { max-width: 156mm; margin: 0 auto; padding: 12mm 0; }
h1 { font-family: var(--title); font-size: 22pt; font-weight: normal; line-height: 1.4; text-align: center;
  text-wrap: balance; margin: 0 0 1.2em; }
h2 { font-family: var(--hei); font-size: 16pt; font-weight: normal; text-indent: 2em; margin: .4em 0 .2em;
  break-after: avoid; }
h3 { font-family: var(--kai); font-size: 16pt; font-weight: normal; text-indent: 2em; margin: 0; break-after: avoid; }
h4, h5, h6 { font-size: 16pt; font-weight: bold; text-indent: 2em; margin: 0; break-after: avoid; }
p { margin: 0; text-indent: 2em; text-align: justify; }
ol, ul { margin: 0; padding-left: 4em; }
li > p { text-indent: 0; }
table { width: 100%; margin: .6em 0 1.2em; border-collapse: collapse; table-layout: fixed; font-family: var(--song);
  font-size: 9pt; line-height: 1.3; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border: .5pt solid #000; padding: .35em .3em; font-weight: normal; text-align: center; vertical-align: middle;
  overflow-wrap: anywhere; }
th.row, th.group, td.corner { text-align: left; }
.table2 th { text-align: center; }
.table2 { font-size: 12pt; line-height: 1.5; }
.table3 .value, .table4 .value { padding-left: 0; padding-right: 0; }
.table3 .column { padding-left: .5em; padding-right: .5em; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
@media print { article { max-width: none; padding: 0; } .table3 { break-inside: avoid; } }
`;
