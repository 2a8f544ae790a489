import { type FastifyRequest } from 'fastify';
import { ApiProblem } from '../../problems.js';

export const largestFileBytes = 32 * 1024 * 1024;

export interface SentFile {
  readonly fileName: string;
  readonly content: Buffer;
}

/** The file of a request, byte for byte: the body itself, or the one file of a form. @throws ApiProblem Malformed, TooLarge */
export async function sentFile(request: FastifyRequest, fileName: string): Promise<SentFile> {
  const file = request.isMultipart() ? await formFile(request) : { fileName, content: bodyOf(request.body) };
  if (file.content.length === 0)
    throw new ApiProblem('Malformed', 'The file is empty. Send the monthly return as CSV.');
  return file;
}

const bodyOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

async function formFile(request: FastifyRequest): Promise<SentFile> {
  const file = await request.file({ limits: { fileSize: largestFileBytes, files: 1 } });
  if (!file)
    throw new ApiProblem('Malformed', 'The form holds no file. Send the monthly return as one file of the form.');
  const content = await file.toBuffer();
  return { fileName: file.filename, content };
}
