import { type Known, squash } from './known.ts';
import { notations } from './numerals.ts';
import type { Random } from './random.ts';

const EVERYDAY =
  'banana bread recipe, weather tomorrow, football results, how to tie a tie, cheap flights, minecraft server, chocolate cake, guitar chords, washing machine, password reset, coffee shop, knitting patterns, tax return, dentist appointment, bicycle repair, garden furniture, wedding dress, video game, pizza delivery, car insurance, hello everybody, good morning, thank you very much, lol, asdfghjkl, qwertyuiop, zzzzzzzz, xkcdqqq, javascript tutorial, stock market, birthday present, umbrella, spaghetti, wardrobe, toothbrush, breakfast, kindergarten, grandmother, vegetables, laundry, mortgage, haircut, sandwich, pancakes, cinnamon, strawberry, cucumber, broccoli, mushroom, mayonnaise, lawyer, accountant, plumber, electrician, hairdresser, librarian, schoolteacher, bus timetable, parking ticket, shopping list, swimming pool, tennis racket, chess opening, crossword puzzle, dance lessons, piano teacher, newspaper, television, refrigerator, microwave, dishwasher, vacuum cleaner, blanket, pillowcase, curtains, screwdriver, hammer drill, paintbrush, wallpaper, bathroom tiles, kitchen sink, front door, backpack, suitcase, sunglasses, raincoat, sneakers, trousers, necktie, handkerchief, jewellery, perfume, shampoo, lipstick, toothpaste, bandage, aspirin, headache, stomach, shoulder, eyebrow, fingernail, democracy, philosophy, grammar, mathematics homework, poetry, novel, theatre tickets, orchestra, symphony, opera singer, ballet shoes, puppy training, kitten, hamster, goldfish, parrot, elephant, crocodile, butterfly, mosquito, dandelion, sunflower seeds, oak furniture, bonjour tout le monde, guten morgen, buenos dias, arrivederci, danke schoen, 你好, 谢谢, 今天天气, 明天见, 苹果手机, 红烧肉, 麻婆豆腐, 自行车, 洗衣机, 电影票, 足球比赛, 生日快乐, 早上好, 多少钱, 图书馆, 医院在哪里, 数学作业, 巧克力蛋糕, 咖啡, 雨伞'.split(
    ', ',
  );
const CONSONANTS = 'bcdfghjklmnpqrstvwxz';
const VOWELS = 'aeiou';

const LETTERS = /[\p{L}\p{N}]/u;

const nonsense = (random: Random): string =>
  Array.from({ length: 3 + random.below(3) }, () => random.pick([...CONSONANTS]) + random.pick([...VOWELS])).join('') +
  random.pick([...CONSONANTS]);

const pair = (random: Random): string => `${random.pick(EVERYDAY)} ${random.pick(EVERYDAY)}`;

/** Texts that mean no name of the set: everyday words and phrases, nonsense words, signs; none begins a name. */
export function makeNegatives(count: number, known: Known, random: Random): readonly string[] {
  const made = Array.from({ length: count }, () => random.pick([nonsense, pair])(random));
  const all = [...EVERYDAY, '🚀🚀🚀', '?!?', ...made].filter(
    (text) => !LETTERS.test(text) || !known.hasBeginning(text),
  );
  return [...new Set(all)].slice(0, count);
}

const NUMBER = /\d+/g;

/** Other numbers than the one given: a digit more, less, another, or the last two swapped. */
function otherNumber(number: string, random: Random): string {
  const at = random.below(number.length);
  const other = String((Number(number[at]) + 1 + random.below(9)) % 10);
  return random.pick([
    number.slice(0, at) + other + number.slice(at + 1),
    number + String(random.below(10)),
    String(Number(number) + 1 + random.below(9)),
    number.slice(0, -2) + [...number.slice(-2)].reverse().join(''),
  ]);
}

const read = (text: string): string =>
  text.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '')).replace(/ hao\b/g, '');

function spell(digits: string): readonly string[] {
  const value = Number(digits);
  return value > 0 && value < 40 ? [digits, notations.roman(value), notations.english(value)] : [digits];
}

function otherDesignation(name: string, known: ReadonlySet<string>, random: Random): string | undefined {
  const numbers = [...name.matchAll(NUMBER)].filter(([digits]) => digits.length < 10);
  if (numbers.length === 0) return undefined;
  const { 0: digits, index } = random.pick(numbers);
  const other = otherNumber(digits, random);
  const [start, end] = [name.slice(0, index), name.slice(index + digits.length)];
  if (spell(other).some((spelling) => known.has(squash(read(start + spelling + end))))) return undefined;
  const small = /[A-Za-z]{4,}[\s-]$/.test(start) && end === '' && Number(other) > 0 && Number(other) < 40;
  return (
    start +
    (small ? random.pick([other, notations.roman(Number(other)), notations.english(Number(other))]) : other) +
    end
  );
}

/** Names of the set with another number, which are no name of it: only to be offered, never to be answered with. */
export function makeTraps(count: number, known: Known, random: Random): readonly string[] {
  const traps = new Set<string>();
  const names = new Set(known.names.map(({ name }) => squash(read(name))));
  for (let tries = 0; traps.size < count && tries < 100 * count; tries++) {
    const text = otherDesignation(random.pick(known.names).name, names, random);
    if (text !== undefined && !known.goesOn(text)) traps.add(text);
  }
  return [...traps];
}
