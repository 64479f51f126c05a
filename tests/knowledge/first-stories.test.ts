import { describe, expect, test } from 'vitest';
import { dateWords } from '../../src/dates.ts';
import { escaped, type Locale } from '../../src/text.ts';
import { partsOf, testBot, textOf } from '../fixture.ts';
import { statements } from './first-stories.ts';

const { press, run } = testBot();

/** Every fact of an entry as its buttons show it, page after page. */
async function blocksOf(entry: string, locale: Locale): Promise<string[]> {
  const blocks: string[] = [];
  for (let page = 0; ; page++) {
    const reply = await press(`facts:${entry}:${page}`, { locale });
    blocks.push(...reply.embeds![0]!.description!.split('\n\n'));
    if (!partsOf(reply).some((part) => part.custom_id === `facts:${entry}:${page + 1}`)) return blocks;
  }
}

const modalities: Record<string, Record<Locale, RegExp>> = {
  reported: { en: /reported|peer-reviewed/, zh: /已有报道|同行评议/ },
  planned: { en: /planned, as of/, zh: /计划中（截至/ },
  hedged: { en: /may have/, zh: /可能/ },
  hypothesis: { en: /hypothesis/, zh: /假说/ },
  opinion: { en: /opinion.*; according to/, zh: /观点.*；据/ },
};

describe('the six first stories', () => {
  test('there are 86 statements', () => expect(statements).toHaveLength(86));

  test.each(['en', 'zh'] as const)('each is shown with its story, date and modality in words (%s)', async (locale) => {
    for (const [entry, story, modality, quote] of statements) {
      const blocks = await blocksOf(entry, locale);
      const shown = blocks.filter(
        (block) => block.includes(escaped(quote)) && block.includes(dateWords(story, locale)),
      );
      expect(shown, `${entry}: ${quote}`).not.toEqual([]);
      expect(
        shown.some((block) => modalities[modality]![locale].test(block)),
        `${modality}: ${quote}`,
      ).toBe(true);
    }
  });

  test('the card of each entry names the story among its sources', async () => {
    for (const id of new Set(statements.map(([entry]) => entry))) {
      const card = textOf(await press(`entry:${id}`));
      expect(card, id).toContain('Socialist China – Space Science');
    }
  });

  test('what is the site’s slant is no fact', async () => {
    const all = await Promise.all(['hit-aerial-terrestrial-robot'].map((id) => blocksOf(id, 'en')));
    const facts = all.flat().map((block) => block.split('\n')[0]);
    expect(facts.join('\n')).not.toMatch(/Beats US|Advanced Mars Rover/i);
    expect(textOf(await run('mission', { name: 'hit robot' }))).toContain('There is no mission here');
  });
});
