import { z } from 'zod';
import { civilDate, flag, numeral, oneOf, reportYear, ruled, text } from '@app/command-forms';
import { Refusal } from '../problems/problem';
import { validated, ValidationPipe } from './validation.pipe';

const schema = z.strictObject({
  name: text(10),
  on: civilDate.optional(),
  items: z.array(z.strictObject({ kind: z.enum(['a', 'b']) })).optional(),
});

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was accepted');
}
const placesOf = async (body: unknown) => (await refusal(validated(schema, body, 'body'))).place.errors;

describe('a body that is not valid', () => {
  it('is told place by place, as JSON pointers, in both languages', async () => {
    expect(await placesOf({ items: [{ kind: 'a' }, { kind: 'c' }], on: '2025-02-30' })).toEqual([
      { pointer: '/name', rule: 'F10', zh: '必须填写', en: 'is required' },
      {
        pointer: '/on',
        rule: 'R-60',
        zh: '应为存在的日期 YYYY-MM-DD',
        en: 'must be an existing day, YYYY-MM-DD',
      },
      { pointer: '/items/1/kind', rule: 'G-02', zh: '应为以下之一：a、b', en: 'must be one of: a, b' },
    ]);
  });

  it('has its unknown fields named, `__proto__` too', async () => {
    const places = await placesOf(JSON.parse('{"name":"x","nmae":1,"a/b":1,"__proto__":{"admin":true}}'));
    expect(places?.map(({ pointer }) => pointer).sort()).toEqual(['/__proto__', '/a~1b', '/nmae']);
  });

  it.each([
    [{ name: '\u0000' }, '含有无法保存的字符'],
    [{ name: '\ud800' }, '含有无法保存的字符'],
    [{ name: ' \n' }, '不能只有空白'],
    [{ name: '一二三四五六七八九十一' }, '不得超过 10 字符'],
    [{ name: '' }, '不得少于 1 字符'],
    [{ name: 1 }, '类型应为文本'],
    [[], '类型应为对象'],
    [null, '类型应为对象'],
  ])('%j: %s', async (body, zh) => {
    expect((await placesOf(body))?.[0]?.zh).toBe(zh);
  });

  it('is refused under the rule of its part, and under the code of a part that has one', async () => {
    const result = z.strictObject({ given: z.array(oneOf({ granted: 1 }, 'A §3', 'E_RESULT_CODE')).optional() });
    const wrong = await refusal(validated(result, { given: ['granted', 'refused'] }, 'body'));
    expect([wrong.code, wrong.place.rule]).toEqual(['E_RESULT_CODE', 'A §3']);
    expect(wrong.place.errors).toMatchObject([{ pointer: '/given/1', rule: 'A §3' }]);
  });

  it('tells the key of a record from its value', async () => {
    const key = ruled(z.string().regex(/^t2/), 'A-03', 'E_CELL_UNKNOWN');
    const figures = z.strictObject({ figures: z.record(key, ruled(z.int(), 'K-05')) });
    expect((await refusal(validated(figures, { figures: { x: 1 } }, 'body'))).place).toMatchObject({ rule: 'A-03' });
    expect(await refusal(validated(figures, { figures: { t2: 0.5 } }, 'body'))).toMatchObject({
      code: 'E_VALIDATION',
      place: { rule: 'K-05', errors: [{ pointer: '/figures/t2' }] },
    });
  });

  it('never repeats a value', async () => {
    const { place } = await refusal(validated(schema, { name: 5, on: '机密', items: [{ kind: '机密' }] }, 'body'));
    expect(JSON.stringify(place)).not.toContain('机密');
  });
});

describe('parameters', () => {
  it.each(['1900', 'abc', '2101', '20240', '2024.0'])('year %s is refused under its own code', async (year) => {
    const { code, place } = await refusal(validated(reportYear, year, 'param', 'year'));
    expect(code).toBe('E_YEAR');
    expect(place.errors?.[0]?.parameter).toBe('year');
  });

  it('are numbers and flags once validated', async () => {
    expect(await validated(reportYear, '2024', 'param')).toBe(2024);
    expect(await validated(numeral(1, 100), '100', 'query')).toBe(100);
    expect(await validated(flag, '1', 'query')).toBe(true);
    expect((await refusal(validated(numeral(1, 100), '1e2', 'query'))).code).toBe('E_PARAMETER');
  });
});

it('a command without a body is a command without fields', async () => {
  const pipe = new ValidationPipe();
  const empty = z.strictObject({ note: z.string().optional() });
  await expect(pipe.transform(undefined, { type: 'body', schema: empty })).resolves.toEqual({});
});
