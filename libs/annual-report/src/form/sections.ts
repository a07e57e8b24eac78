/** The six sections of the form (annual-report §1). */
export type SectionCode = 's1' | 's2' | 's3' | 's4' | 's5' | 's6';

/** The five topics of section one, each of which must be there (C-09). */
export type TopicCode = 'proactive' | 'on_request' | 'management' | 'platform' | 'supervision';

/** What a unit can write: `ReportTextWritten.section`. `s1` is the paragraph before the five topics. */
export type TextCode = 'preface' | 's1' | `s1.${TopicCode}` | 's5' | 's6';

/** Titles fixed by the form, in its order. */
export const SECTIONS: Record<SectionCode, string> = {
  s1: '一、总体情况',
  s2: '二、主动公开政府信息情况',
  s3: '三、收到和处理政府信息公开申请情况',
  s4: '四、政府信息公开行政复议、行政诉讼情况',
  s5: '五、存在的主要问题及改进情况',
  s6: '六、其他需要报告的事项',
};

/** Topic headings of section one, in the order of the form; 监督保障 also takes assessment and accountability. */
export const TOPICS: Record<TopicCode, string> = {
  proactive: '（一）主动公开',
  on_request: '（二）依申请公开',
  management: '（三）政府信息管理',
  platform: '（四）政府信息公开平台建设',
  supervision: '（五）监督保障',
};

export const SECTION_CODES = Object.keys(SECTIONS) as SectionCode[];
export const TOPIC_CODES = Object.keys(TOPICS) as TopicCode[];

/** Every text of a report, in the order of the form, and what a message calls it. */
export const TEXTS: Record<TextCode, string> = {
  preface: '前言',
  s1: SECTIONS.s1,
  's1.proactive': TOPICS.proactive,
  's1.on_request': TOPICS.on_request,
  's1.management': TOPICS.management,
  's1.platform': TOPICS.platform,
  's1.supervision': TOPICS.supervision,
  s5: SECTIONS.s5,
  s6: SECTIONS.s6,
};

/** Whether a text can be written for this section or topic. */
export const isTextCode = (text: string): text is TextCode => Object.hasOwn(TEXTS, text);
