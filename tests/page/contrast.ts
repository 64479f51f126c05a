import type { Page } from 'playwright-core';

/** Runs in the browser: every visible text with its ratio to the nearest opaque background, as WCAG 2 reckons it. */
const audit = `(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const over = (top, below) => top.slice(0, 3).map((part, i) => part * (top[3] ?? 1) + below[i] * (1 - (top[3] ?? 1)));
  const background = (element) => {
    if (!element) return [0, 0, 0];
    const own = numbers(getComputedStyle(element).backgroundColor);
    return own[3] === 0 ? background(element.parentElement) : over(own, background(element.parentElement));
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return [...document.querySelectorAll('body *')]
    .filter((element) => own(element) && element.checkVisibility() && !element.closest('[aria-hidden=true], option'))
    .map((element) => {
      const behind = background(element);
      const text = over(numbers(getComputedStyle(element).color), behind);
      return { text: element.textContent.slice(0, 40), ratio: ratio(text, behind) };
    });
})()`;

/** The visible texts whose contrast is below what WCAG 2 asks of body text (4.5 to 1). */
export async function faintTexts(page: Page): Promise<{ text: string; ratio: number }[]> {
  const texts = (await page.evaluate(audit)) as { text: string; ratio: number }[];
  if (texts.length === 0) throw new Error('There is no text to look at.');
  return texts.filter(({ ratio }) => ratio < 4.5);
}
