import type { T2CellId, TextCode } from '@app/annual-report';

/** Everything about this bureau is invented. */
export const SAMPLE_UNIT = { unit: 'sample', name: '示例市数据服务局（示例）', canMakeRules: false };

/** The latest complete year, printed at the start. */
export const SAMPLE_YEAR = 2025;

export const SAMPLE_FIGURES: { year: number; countedOn: string; figures: Partial<Record<T2CellId, number>> }[] = [
  { year: 2023, countedOn: '2024-01-08', figures: { 't2.normative_documents.in_force': 19 } },
  {
    year: 2024,
    countedOn: '2025-01-08',
    figures: {
      't2.rules.issued': 0,
      't2.rules.repealed': 0,
      't2.rules.in_force': 0,
      't2.normative_documents.issued': 3,
      't2.normative_documents.repealed': 1,
      't2.normative_documents.in_force': 21,
      't2.administrative_license.decisions': 46,
      't2.administrative_penalty.decisions': 5,
      't2.administrative_coercion.decisions': 0,
      't2.administrative_fee.amount_wan_yuan': 0,
    },
  },
  {
    year: 2025,
    countedOn: '2026-01-07',
    figures: {
      't2.rules.issued': 0,
      't2.rules.repealed': 0,
      't2.rules.in_force': 0,
      't2.normative_documents.issued': 2,
      't2.normative_documents.repealed': 0,
      't2.normative_documents.in_force': 23,
      't2.administrative_license.decisions': 52,
      't2.administrative_penalty.decisions': 4,
      't2.administrative_coercion.decisions': 0,
      't2.administrative_fee.amount_wan_yuan': 380,
    },
  },
];
export const SAMPLE_SOURCE = '示例业务系统';

/** Texts only the unit can write; the others are drafted from the tables. */
export const SAMPLE_TEXTS: Partial<Record<TextCode, string>> = {
  's1.proactive':
    '（示例）{year}年，本机关通过门户网站主动公开行政规范性文件{t2.normative_documents.issued}件，现行有效{t2.normative_documents.in_force}件；公开行政许可决定{t2.administrative_license.decisions}件。',
  's1.management': '（示例）落实公开属性源头认定和发布前审查，对已公开信息开展一次集中清理。',
  's1.platform': '（示例）更新门户网站公开专栏，优化在线申请入口和检索。',
  's1.supervision': '（示例）开展业务培训两次，公开工作纳入年度考核，未发生责任追究情形。',
  s5: '（示例）存在的主要问题：一是个别答复说理不够充分；二是补正告知一次性告知不够完整。\n\n改进措施：一是统一答复文书说理要点并逐件复核；二是制定补正事项清单，由专人核对后发出。',
};
