import { type FastifyRequest } from 'fastify';

const loopbackAddresses = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether the peer is this machine, by its socket. A proxy's header proves nothing, so a forwarded request never counts as local,
 * and neither does one that a browser was led to send under another name.
 */
export function isFromThisMachine(request: FastifyRequest): boolean {
  const { headers, socket, hostname } = request;
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isForwarded && loopbackAddresses.includes(socket.remoteAddress ?? '') && loopbackNames.includes(hostname);
}
