#!/usr/bin/env node
// Re-derives every source figure of exported reports from the published files, and counts differences.
//
//   node tests/web/documents/check-figures.mjs FOLDER EXPORT
//
// FOLDER holds the department's files; EXPORT is one JSON object a line: first {"batches": [{"id", "kind"}]}, then
// {"report": …, "html": "…", "text": "…", "examples": [URNs]} for each school. Nothing of the product is imported: this file reads CSV, links and
// distances in its own way, so that a fault of the product cannot hide in it. Prints one line of JSON; exits 1 on any difference.
import { createReadStream, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [folder, exportFile] = process.argv.slice(2);
if (!folder || !exportFile) {
  console.error('Usage: node tests/web/documents/check-figures.mjs FOLDER EXPORT');
  process.exit(2);
}

/** Rows with their physical line; a quoted cell may hold commas, quotes and line ends. */
function readCsv(prefix) {
  const name = readdirSync(folder).find((file) => file.toLowerCase().startsWith(prefix) && file.endsWith('.csv'));
  if (!name) throw new Error(`There is no file ${prefix}*.csv in ${folder}.`);
  const text = readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, '');
  const rows = [];
  let cells = [''];
  let line = 1;
  let startLine = 1;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\n') line += 1;
    if (quoted) {
      if (character === '"' && text[at + 1] === '"') {
        cells[cells.length - 1] += '"';
        at += 1;
      } else if (character === '"') quoted = false;
      else cells[cells.length - 1] += character;
    } else if (character === '"') quoted = true;
    else if (character === ',') cells.push('');
    else if (character === '\n') {
      if (cells.length > 1 || cells[0] !== '') rows.push({ line: startLine, cells });
      cells = [''];
      startLine = line;
    } else if (character !== '\r') cells[cells.length - 1] += character;
  }
  if (cells.length > 1 || cells[0] !== '') rows.push({ line: startLine, cells });
  const [head, ...body] = rows;
  return body.map((row) => ({
    line: row.line,
    ...Object.fromEntries(head.cells.map((column, index) => [column, row.cells[index] ?? ''])),
  }));
}

const register = new Map(readCsv('edubasealldata').map((row) => [row.URN, row]));
const absence = readCsv('1a_absence_3term_school');
const areas = readCsv('1_absence_3term_nat_reg_la');
const predecessors = new Map();
for (const { URN, LinkURN, LinkType } of readCsv('links_edubasealldata')) {
  const [older, newer] = /^predecessor/i.test(LinkType)
    ? [LinkURN, URN]
    : /^successor/i.test(LinkType)
      ? [URN, LinkURN]
      : [];
  if (older) predecessors.set(newer, [...(predecessors.get(newer) ?? []), older]);
}

const phaseWord = (code) =>
  ({
    2: 'State-funded primary',
    3: 'State-funded primary',
    4: 'State-funded secondary',
    5: 'State-funded secondary',
    7: 'State-funded secondary',
  })[code];

const absenceByLine = new Map(absence.map((row) => [row.line, row]));
const absenceOf = new Map(absence.map((row) => [`${row.school_urn} ${row.time_period} ${row.education_phase}`, row]));
const areaOf = new Map(
  areas.map((row) => [
    `${row.geographic_level === 'National' ? 'England' : row.old_la_code} ${row.time_period} ${row.education_phase}`,
    row,
  ]),
);

const number = (cell) => (/^-?\d+(\.\d+)?$/.test(cell ?? '') ? Number(cell) : undefined);
const oneDecimal = (value) => (Math.floor(value * 10 + 0.5 + 1e-9) / 10).toFixed(1);
const near = (one, other, tolerance = 1e-6) =>
  one !== undefined && other !== undefined && Math.abs(one - other) <= tolerance;

/** A school itself, or one whose history it may carry. */
function isLineage(urn, other) {
  const seen = new Set([urn]);
  const open = [urn];
  while (open.length > 0) {
    const next = open.pop();
    if (next === other) return true;
    for (const older of predecessors.get(next) ?? []) if (!seen.has(older) && seen.add(older)) open.push(older);
  }
  return false;
}

const differences = [];
const counts = {};
let reports = 0;

function check(kind, isTrue, urn, what) {
  counts[kind] = (counts[kind] ?? 0) + 1;
  if (!isTrue) differences.push({ urn, kind, what });
}

function checkReport({ report, html, text, examples }, kinds) {
  const { urn, name, laName } = report.school;
  const school = register.get(urn);
  const phase = phaseWord(Number(school?.['PhaseOfEducation (code)']));
  const figures = new Map(report.figures.map((figure) => [figure.key, figure]));
  check('school', school?.EstablishmentName === name && school?.['LA (name)'] === laName, urn, 'name or authority');
  checkYears({ urn, phase, figures, kinds });
  checkAreas({ urn, phase, figures, kinds, report, laCode: school?.['LA (code)'] });
  checkPupils({ urn, school, figures, kinds });
  checkSimilar({ urn, school, phase, figures, kinds, report });
  checkUnnamed({ urn, school, phase, figures, report, html, text, examples });
  checkExpectation({ urn, figures });
  checkLadder({ urn, figures, report });
  checkForms({ urn, report, html, text });
}

const yearBefore = (year) => `${Number(year.slice(0, 4)) - 1}${year.slice(2, 4)}`;

/** The row that a figure says it was read from, where it is one of that file, school, year and phase. */
function rowOf(figure, { urn, phase, year, kinds }) {
  const { origin } = figure;
  if (origin.kind !== 'file' || kinds.get(origin.batchId) !== 'school-absence') return undefined;
  const row = absenceByLine.get(origin.line);
  const isOwn = row && row.time_period === year && row.education_phase === phase && isLineage(urn, row.school_urn);
  return isOwn && origin.asOf === year ? row : undefined;
}

function checkYears({ urn, phase, figures, kinds }) {
  for (const [key, figure] of figures) {
    const [measure, year] = key.split(' ');
    if (measure !== 'own-attendance' && measure !== 'persistent-absence' && measure !== 'severe-absence') continue;
    const row = rowOf(figure, { urn, phase, year, kinds });
    const derived =
      measure === 'own-attendance'
        ? 100 - (number(row?.sess_overall_percent) ?? NaN)
        : number(
            row?.[
              measure === 'persistent-absence' ? 'enrolments_pa_10_exact_percent' : 'enrolments_pa_50_exact_percent'
            ],
          );
    check(measure, near(figure.value, derived) && figure.shown === `${oneDecimal(derived)}%`, urn, key);
  }
  // Whatever the file has of the school's own is in the report.
  for (const year of new Set(absence.map((row) => row.time_period))) {
    const own = absenceOf.get(`${urn} ${year} ${phase}`);
    if (number(own?.sess_overall_percent) === undefined) continue;
    check('no year left out', figures.has(`own-attendance ${year}`), urn, year);
    if (number(own.enrolments_pa_10_exact_percent) !== undefined)
      check('no persistent absence left out', figures.has(`persistent-absence ${year}`), urn, year);
  }
}

function checkAreas({ urn, phase, figures, kinds, report, laCode }) {
  const lastYear = yearBefore(report.academicYear);
  for (const [key, area] of [
    ['level national', 'England'],
    ['level local-authority', laCode],
  ]) {
    const figure = figures.get(key);
    const row = areaOf.get(`${area} ${lastYear} ${phase}`);
    const published = number(row?.sess_overall_percent);
    if (!figure) {
      // Levels are in every report that has an expectation.
      if (figures.has('floor')) check('no average left out', published === undefined, urn, key);
      continue;
    }
    const isFrom =
      figure.origin.kind === 'file' &&
      kinds.get(figure.origin.batchId) === 'area-absence' &&
      figure.origin.line === row?.line;
    check(
      key,
      isFrom &&
        near(figure.value, 100 - (published ?? NaN), 5.1e-5) &&
        figure.shown === `${oneDecimal(100 - published)}%`,
      urn,
      key,
    );
  }
}

function checkPupils({ urn, school, figures, kinds }) {
  const figure = figures.get('pupils');
  if (!figure) return;
  const isFrom = kinds.get(figure.origin.batchId) === 'register' && figure.origin.line === school?.line;
  check('pupils', isFrom && figure.value === number(school?.NumberOfPupils), urn, 'pupils');
}

function checkSimilar({ urn, school, phase, figures, kinds, report }) {
  const lastYear = yearBefore(report.academicYear);
  const own = figures.get(`corrected-attendance ${lastYear}`) ?? figures.get(`own-attendance ${lastYear}`);
  for (const [key, figure] of figures) {
    const [measure, other] = key.split(' ');
    if (other?.startsWith('example-')) continue;
    const theirs = register.get(other);
    if (measure === 'similar-attendance') {
      const row = rowOf(figure, { urn: other, phase, year: lastYear, kinds });
      const derived = 100 - (number(row?.sess_overall_percent) ?? NaN);
      check('similar attendance', near(figure.value, derived) && figure.shown === `${oneDecimal(derived)}%`, urn, key);
      check('similar is higher', derived > (own?.value ?? NaN), urn, key);
      check('similar is of the same region', theirs?.['GOR (code)'] === school?.['GOR (code)'], urn, key);
      check('similar by name', figure.label === `Attendance at ${theirs?.EstablishmentName}`, urn, key);
    }
    if (measure === 'similar-miles') {
      const metres = Math.sqrt((theirs?.Easting - school?.Easting) ** 2 + (theirs?.Northing - school?.Northing) ** 2);
      const miles = (1.3 * metres) / 1609.344;
      check(
        'similar miles',
        near(figure.value, Number(oneDecimal(miles)), 1e-9) && figure.shown === `about ${oneDecimal(miles)} miles`,
        urn,
        key,
      );
    }
  }
}

/** Of a school that is not named the report keeps a rounded rate and whole miles, and nothing else by which it could be found. */
function checkUnnamed({ urn, school, phase, figures, report, html, text, examples }) {
  const lastYear = yearBefore(report.academicYear);
  for (const [key, figure] of figures) {
    const [measure, place] = key.split(' ');
    if (!place?.startsWith('example-')) continue;
    const other = examples[Number(place.slice('example-'.length)) - 1];
    const theirs = register.get(other);
    if (measure === 'similar-miles') {
      const metres = Math.hypot(theirs?.Easting - school?.Easting, theirs?.Northing - school?.Northing);
      const miles = Number(oneDecimal((1.3 * metres) / 1609.344));
      check('unnamed miles', figure.value === Math.floor(miles + 0.5 + 1e-9), urn, key);
      continue;
    }
    const row = absence.find(
      (one) => one.time_period === lastYear && one.education_phase === phase && isLineage(other, one.school_urn),
    );
    const derived = oneDecimal(100 - (number(row?.sess_overall_percent) ?? NaN));
    const isTrue =
      near(figure.value, Number(derived)) && figure.shown === `${derived}%` && figure.origin.kind === 'untold';
    check('unnamed attendance', isTrue, urn, key);
    const given = [JSON.stringify(report), html, text].some((form) => form.includes(other));
    check('unnamed is nowhere', !given, urn, key);
  }
}

/** What is asked is never more than was computed, and the three figures that are shown add up, each within a tenth of its value. */
function checkExpectation({ urn, figures }) {
  const three = ['floor', 'improvement', 'baseline'].map((key) => figures.get(key));
  if (three.some((figure) => figure === undefined)) return;
  const tenths = three.map(({ shown }) =>
    shown.startsWith('less than') ? 0 : Math.round(10 * Number.parseFloat(shown)),
  );
  const [floor, improvement, baseline] = tenths;
  check('expectation adds up', baseline + improvement === floor, urn, `${baseline} + ${improvement}, ${floor}`);
  for (const [index, { key, value }] of three.entries())
    check('expectation as computed', near(tenths[index] / 10, value, 0.1 - 1e-9), urn, key);
  for (const index of [0, 1])
    check('no more than computed', tenths[index] / 10 <= three[index].value + 1e-9, urn, three[index].key);
}

/** Rungs are the figures that the report has checked elsewhere, each above all before it but for the expectation itself. */
function checkLadder({ urn, figures, report }) {
  const ladder = report.sections.find(({ id }) => id === 'ladder');
  if (!ladder) return;
  const rungs = ladder.table.rows.map(({ head, cells: [cell] }) => ({ head, figure: cell.figure }));
  for (const { head, figure } of rungs)
    check('rung is a figure', figure !== undefined && near(figures.get(figure.key)?.value, figure.value), urn, head);
  const shown = rungs.map(({ figure }) => Number.parseFloat(figure?.shown));
  for (let index = 2; index < shown.length; index += 1)
    check('rung is above', shown[index] > Math.max(...shown.slice(0, index)), urn, rungs[index].head);
  const highest = Math.max(shown[0], shown[1]);
  for (const key of ['level local-authority', 'level national']) {
    const figure = figures.get(key);
    const isRung = rungs.some((rung) => rung.figure?.key === key);
    const isAboveAll = figure && Number.parseFloat(figure.shown) > Math.max(highest, ...shown);
    if (isAboveAll) check('no rung left out', isRung, urn, key);
    if (isRung) check('rung applies', Number.parseFloat(figure.shown) > highest, urn, key);
  }
}

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const plain = (markup) =>
  markup
    .replace(/<style>.*?<\/style>/s, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity])
    .replace(/\s+/g, ' ');

/** Each form shows each figure next to its source. */
function checkForms({ urn, report, html, text }) {
  const page = plain(html);
  const letter = text.replace(/\s+/g, ' ');
  for (const { shown, origin, key } of report.figures) {
    if (origin.kind !== 'file' || key === 'pupils') continue;
    const place = `file ${origin.batchId}, line ${origin.line},`;
    check('page', page.includes(`${shown} ${place}`), urn, key);
    check('text', letter.includes(`${shown} [${place}`), urn, key);
  }
}

let kinds = new Map();
for await (const line of createInterface({ input: createReadStream(exportFile) })) {
  if (line === '') continue;
  const item = JSON.parse(line);
  if (item.batches) kinds = new Map(item.batches.map(({ id, kind }) => [Number(id), kind]));
  else {
    reports += 1;
    checkReport(item, kinds);
  }
}

const figures = Object.values(counts).reduce((sum, count) => sum + count, 0);
console.log(
  JSON.stringify({
    reports,
    checks: figures,
    byKind: counts,
    differences: differences.length,
    first: differences.slice(0, 20),
  }),
);
process.exit(differences.length === 0 && reports > 0 ? 0 : 1);
