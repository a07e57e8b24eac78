import { ERASED, HIDDEN, isMask, maskName, maskNumber } from './masks';

describe('what a mask leaves (D9)', () => {
  it.each([
    ['11010119900307', '110*******0307'],
    ['110101900307851', '110101*****7851'],
    ['１３８００００５６７８', '138****5678'],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskNumber(text)).toBe(shown);
    expect(isMask(shown)).toBe(true);
  });

  it.each(['张三', '张', '欧阳示例', '𠮷田'])('%s loses all but its first letter', (name) => {
    const shown = maskName(name, 'natural_person');
    expect(Array.from(shown).length).toBeLessThanOrEqual(2);
    expect(isMask(shown)).toBe(true);
  });
});

/** A masked cell of an exported register says nothing new about the person, and is not read back as a name (L-23). */
describe('a cell that was exported masked', () => {
  it.each([HIDDEN, ERASED, ` ${HIDDEN} `, `${ERASED}\n`, '*', '张*', ' 示例* ', '138****5678', '110101********8515'])(
    '“%s” is one',
    (text) => {
      expect(isMask(text)).toBe(true);
    },
  );

  it.each([
    ['a name', '张三'],
    ['a name with a star of its own', '示例*公司'],
    ['a star behind a whole name', '示例科技公司*'],
    ['a number', '13800005678'],
    ['a number with words before it', '电话 138****5678'],
    ['a number with words behind it', '138****5678 转 2'],
    ['a number of which too much is left', '1380000****5678'],
    ['nothing', ''],
    ['what is hidden within a text', `住址：${HIDDEN}`],
  ])('%s is none', (_, text) => {
    expect(isMask(text)).toBe(false);
  });
});
