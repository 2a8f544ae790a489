const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an HTML or SVG document, between tags or in a quoted attribute; characters that do not print, and could reverse the text, are dropped. */
export const escaped = (text: string): string =>
  text.replaceAll(/[^\P{C}\n\t]/gu, '').replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

interface Shell {
  readonly language: 'en' | 'en-GB';
  readonly title: string;
  readonly style: string;
  /** Further elements of the head, as HTML. */
  readonly head?: readonly string[];
  /** HTML. */
  readonly body: string;
}

/** The frame of every page: complete in itself, with one style and nothing loaded from elsewhere. */
export const pageShell = ({ language, title, style, head = [], body }: Shell): string =>
  [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ...head,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    body,
    '</body>',
    '</html>',
    '',
  ].join('\n');

/** The style of our pages: one sheet inside the page, so that a file is complete and a content security policy can name its hash. */
export const pageStyle = `
body{font-family:Arial,sans-serif;line-height:1.45;color:#0b0c0c;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0;font-size:.9rem}
caption{text-align:left;font-weight:bold;padding:.4rem 0}
th,td{border:1px solid #b1b4b6;padding:.25rem .5rem;text-align:left;vertical-align:top}
td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.notice{border-left:.5rem solid #1d70b8;padding:.5rem 1rem;background:#f3f2f1}
figure{margin:1rem 0}
svg{max-width:100%;height:auto}
dt{font-weight:bold;margin-top:.8rem}
dd{margin:0}
`;

interface Page {
  readonly title: string;
  readonly notices: readonly string[];
  readonly body: string;
}

/** A page of a record, with its notices at the top. */
export const htmlPage = ({ title, notices, body }: Page): string =>
  pageShell({
    language: 'en',
    title,
    style: pageStyle,
    body: [
      '<main>',
      `<h1>${escaped(title)}</h1>`,
      notices.map((notice) => `<p class="notice">${escaped(notice)}</p>`).join('\n'),
      body,
      '</main>',
    ].join('\n'),
  });
