import type { core } from 'zod';

type IssueOf<C extends core.$ZodIssue['code']> = Extract<core.$ZodIssue, { code: C }>;
interface Text {
  zh: string;
  en: string;
}

const TYPES: Record<string, string> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
  date: '日期',
};
const FORMATS: Record<string, string> = { date: '日期 YYYY-MM-DD', uuid: 'UUID', datetime: 'UTC 时刻 ISO 8601' };
const UNITS: Record<string, Text> = {
  string: { zh: '字符', en: 'characters' },
  array: { zh: '项', en: 'items' },
};

/** How each kind of issue is told in both languages, without the value that caused it. */
const TEXTS: { [C in core.$ZodIssue['code']]: (issue: IssueOf<C>) => Text } = {
  invalid_type: ({ expected, input }) =>
    input === undefined
      ? { zh: '必须填写', en: 'is required' }
      : { zh: `类型应为${TYPES[expected] ?? expected}`, en: `must be of type ${expected}` },
  too_big: ({ maximum, origin }) => ({
    zh: `不得超过 ${maximum} ${UNITS[origin]?.zh ?? ''}`.trimEnd(),
    en: `must be at most ${maximum} ${UNITS[origin]?.en ?? ''}`.trimEnd(),
  }),
  too_small: ({ minimum, origin }) => ({
    zh: `不得少于 ${minimum} ${UNITS[origin]?.zh ?? ''}`.trimEnd(),
    en: `must be at least ${minimum} ${UNITS[origin]?.en ?? ''}`.trimEnd(),
  }),
  invalid_format: ({ format }) =>
    format === 'regex'
      ? { zh: '格式不符', en: 'is not of the allowed form' }
      : { zh: `格式应为${FORMATS[format] ?? format}`, en: `must be a valid ${format}` },
  not_multiple_of: ({ divisor }) => ({ zh: `应为 ${divisor} 的倍数`, en: `must be a multiple of ${divisor}` }),
  unrecognized_keys: () => ({ zh: '未知字段', en: 'unknown field' }),
  invalid_union: () => ({ zh: '不符合任何允许的形式', en: 'matches none of the allowed forms' }),
  invalid_key: () => ({ zh: '键无效', en: 'invalid key' }),
  invalid_element: () => ({ zh: '元素无效', en: 'invalid element' }),
  invalid_value: ({ values }) => ({
    zh: `应为以下之一：${values.map(String).join('、')}`,
    en: `must be one of: ${values.map(String).join(', ')}`,
  }),
  custom: ({ params, message }) => ({ zh: message, en: typeof params?.en === 'string' ? params.en : message }),
};

export function issueText(issue: core.$ZodIssue): Text {
  return (TEXTS[issue.code] as (issue: core.$ZodIssue) => Text)(issue);
}
