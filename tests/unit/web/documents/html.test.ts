import { describe, expect, test } from 'vitest';
import { documentPage } from '../../../../web/documents/document-page.js';
import { escaped, pageShell } from '../../../../web/documents/html.js';

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style><svg onload=alert(1)>',
  '&lt;script&gt;',
];

describe('escaped text', () => {
  test.each(attacks)('opens no tag and ends no attribute in %s', (attack) => {
    expect(escaped(attack)).not.toMatch(/[<>"']/);
    expect(escaped(attack)).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
  });

  test.each([
    ['a null', '\u0000'],
    ['an escape', '\u001b'],
    ['a delete', '\u007f'],
    ['a right-to-left override', '\u202e'],
    ['an isolate', '\u2066'],
    ['a zero-width space', '\u200b'],
    ['a lone surrogate', '\ud800'],
  ])('loses %s', (_name, character) => {
    expect(escaped(`Green${character}field`)).toBe('Greenfield');
  });

  test('keeps line breaks, tabs, accents and characters beyond the first plane', () => {
    expect(escaped('Ysgol Tŷ\n\tGwyn – 🏫')).toBe('Ysgol Tŷ\n\tGwyn – 🏫');
  });

  test('cannot be joined into a tag after characters are removed', () => {
    expect(escaped('<\u0000script>')).toBe('&lt;script&gt;');
  });
});

describe('a page of a document', () => {
  test.each(attacks)('with the title %s has it as text only', (attack) => {
    const page = pageShell({ language: 'en-GB', title: attack, style: '', body: '' });
    expect(page.match(/<title>(.*)<\/title>/)?.[1]).toBe(escaped(attack));
    expect(page).not.toMatch(/<(script|img|svg)/);
  });

  test.each(attacks)('of a record with %s in every place has it as text only', (attack) => {
    const page = documentPage({
      title: attack,
      notices: [attack],
      sections: [
        {
          title: attack,
          fields: [
            { id: attack, title: attack, text: [attack], table: { columns: [attack], rows: [[attack, attack]] } },
          ],
        },
      ],
    });
    expect(page).not.toMatch(/<(script|img|svg)/);
    expect(page.split(escaped(attack)).length - 1).toBe(12);
  });
});
