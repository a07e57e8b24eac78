import { landingPage } from './landing-page';

describe('the first page', () => {
  it('leads to the report, its downloads and the tables of every unit and year', () => {
    const page = landingPage([{ unit: 'u1', name: '甲局', canMakeRules: false }], 2022);
    for (const year of [2021, 2022]) {
      for (const file of ['report.html', 'report.docx', 'report.xlsx', 'tables']) {
        expect(page).toContain(`href="/api/v1/units/u1/reports/${year}/${file}"`);
      }
    }
  });

  it('prints a name that looks like markup as text', () => {
    const page = landingPage([{ unit: 'u1', name: '<script>"&\'', canMakeRules: false }], 2022);
    expect(page).toContain('&lt;script&gt;&quot;&amp;&#39;');
    expect(page).not.toContain('<script');
  });

  it('says how to begin where there is no unit yet', () => {
    expect(landingPage([], 2022)).toContain('POST /api/v1/units');
  });
});
