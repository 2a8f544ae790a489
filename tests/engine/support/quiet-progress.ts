import { type Progress } from '../../../engine/progress.js';

export const quietProgress: Progress = {
  step: () => ({ update: () => undefined, done: () => undefined, fail: () => undefined }),
};
