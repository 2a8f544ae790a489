import { pino } from 'pino';
import { type FastifyBaseLogger } from 'fastify';

/** Structured lines on standard error; quiet unless ABIE_LOG_LEVEL says otherwise, because standard output holds results. */
export const apiLogger = (): FastifyBaseLogger =>
  pino({ level: process.env['ABIE_LOG_LEVEL'] ?? 'error' }, pino.destination(2));
