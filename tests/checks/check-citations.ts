import { brokenCitations } from './citations.js';
import { report, repositoryPaths, repositoryTexts } from './repository.js';

report(
  brokenCitations(repositoryPaths(), repositoryTexts()),
  'Every path, heading and decision record that is cited exists.',
);
