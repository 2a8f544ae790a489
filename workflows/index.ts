export { areaEvent } from './area-event.workflow.js';
export { campaign } from './campaign.workflow.js';
export { hub } from './hub.workflow.js';
export { monthlyReturn } from './monthly-return.workflow.js';
export { placeRounds } from './place-rounds.workflow.js';
export { recall } from './recall.workflow.js';
export { schoolYear } from './school-year.workflow.js';
export { support } from './support.workflow.js';
