import { holdsMask, plainForm } from './names.js';
import { violation, type Violation } from './violation.js';

/** Bounds of a narrative; a report is a page or two, and its narrative the opening of it. */
export const narrativeLimits = { characters: 6000, words: 600, paragraphs: 10 } as const;

/** Characters that do not print and could hide something, line ends aside. */
const hidden = /[\p{Cc}\p{Cf}\p{Cn}]/u;

/** Problems found without reading the text: it is empty, too long, has hidden characters or breaks off. */
export function checkForm(given: string): readonly Violation[] {
  if (given.length > narrativeLimits.characters)
    return [violation('length', given, `${given.length} characters`, 'Write less than a page.')];
  const text = plainForm(given).trim();
  if (text === '') return [violation('empty', '', '', 'Write the report.')];
  const paragraphs = text.split(/\n\s*\n/);
  const found: Violation[] = [];
  if (holdsMask(given) || hidden.test(text.replaceAll('\n', ' ')))
    found.push(violation('markup', text, 'a character that does not print', 'Write plain sentences only.'));
  if (paragraphs.length > narrativeLimits.paragraphs || text.split(/\s+/).length > narrativeLimits.words)
    found.push(violation('length', text, `${paragraphs.length} paragraphs`, 'Write less than a page.'));
  for (const paragraph of paragraphs)
    if (!paragraph.trimEnd().endsWith('.'))
      found.push(violation('unfinished', paragraph.slice(-80), '', 'End every paragraph with a full stop.'));
  return found;
}
