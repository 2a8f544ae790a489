import { createHash } from 'node:crypto';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { renderHtml } from '../../../web/documents/report-html.js';
import { reportStyle } from '../../../web/documents/report-style.js';
import { renderText } from '../../../domain/report/forms/text.js';
import { type Report } from '../../../domain/report/report.js';
import { ApiProblem } from '../../problems.js';

export const reportForms = ['json', 'html', 'text'] as const;
export type ReportForm = (typeof reportForms)[number];

const formOfType = { 'application/json': 'json', 'text/html': 'html', 'text/plain': 'text' } as const;
const types = Object.keys(formOfType) as (keyof typeof formOfType)[];

const isOffered = (type: unknown): type is keyof typeof formOfType => types.some((one) => one === type);

/** The form that the address names, else the one that the reader's software likes best. @throws ApiProblem NotAcceptable */
export function formOf(request: FastifyRequest, named: ReportForm | undefined): ReportForm {
  if (named) return named;
  const type = request.type(types);
  if (!isOffered(type))
    throw new ApiProblem('NotAcceptable', `Accept ${types.join(' or ')}, or name a form in the address.`);
  return formOfType[type];
}

const pageStyle = `'sha256-${createHash('sha256').update(reportStyle).digest('base64')}'`;

/** A report as a page or as text, under a file name that identifies school and version and shows nothing of the content. */
export function sendRendered(reply: FastifyReply, report: Report, form: 'html' | 'text'): string {
  const { academicYear, school, version } = report;
  const name = `attendance-report-${academicYear}-${school.urn}-version-${version.reportVersion}`;
  reply.header('content-disposition', `inline; filename="${name}.${form === 'html' ? 'html' : 'txt'}"`);
  if (form === 'text') {
    reply.type('text/plain; charset=utf-8');
    return renderText(report);
  }
  reply.type('text/html; charset=utf-8');
  // The page brings its one style with it, and may do nothing else.
  reply.header(
    'content-security-policy',
    `default-src 'none'; style-src ${pageStyle}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  return renderHtml(report);
}
