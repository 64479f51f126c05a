const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['', '', 'twenty', 'thirty'];
const HAN = [...'〇一二三四五六七八九'];
const PINYIN = 'ling yi er san si wu liu qi ba jiu'.split(' ');

const byTens = (value: number, digits: readonly string[], ten: string, between: string): string => {
  const [tens, units] = [Math.floor(value / 10), value % 10];
  const head = tens === 0 ? [] : tens === 1 ? [ten] : [digits[tens]!, ten];
  return [...head, ...(units > 0 ? [digits[units]!] : [])].join(between);
};

/** Ways to write a number from 1 to 39, in four notations. */
export const notations = {
  roman: (value: number): string => 'X'.repeat(Math.floor(value / 10)) + ROMAN[value % 10],
  english: (value: number): string =>
    WORDS[value] ?? [TENS[Math.floor(value / 10)], value % 10 ? WORDS[value % 10] : ''].join(' ').trim(),
  han: (value: number): string => byTens(value, HAN, '十', ''),
  pinyin: (value: number): string => byTens(value, PINYIN, 'shi', ' '),
};
