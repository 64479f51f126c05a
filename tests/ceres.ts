/** The text of an entry's file, `bodies/ceres.yaml`, under any name; its one attribute is `class`. */
export const ceres = (name = 'Ceres'): string => `
kind: body
id: ceres
names: { en: ${name}, zh: 谷神星 }
summary: { en: A dwarf planet between Mars and Jupiter., zh: 位于火星与木星之间的矮行星。 }
facts:
  - attr: class
    value: { en: dwarf planet, zh: 矮行星 }
    confidence: reported
    sources: [iau]
sources:
  iau: { title: Resolution B5, publisher: IAU, published: 2006-08-24, origin: iau, tier: agency }
`;
