import { createHash } from 'node:crypto';
import { contentText, type CommandContent } from '../../domain/process/command-content.js';

/** SHA-256 in hex of what a command says: its kind, actor and body. */
export const commandDigest = (content: CommandContent): string =>
  createHash('sha256').update(contentText(content)).digest('hex');
