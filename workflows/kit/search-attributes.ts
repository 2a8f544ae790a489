import { defineSearchAttributeKey } from '@temporalio/common';
import { searchAttributeNames } from '../../contracts/search-attributes.js';

export const stageAttribute = defineSearchAttributeKey(searchAttributeNames.stage, 'KEYWORD');
