import {
  type ArchivingActivities,
  type AreaActivities,
  type CampaignActivities,
  type DraftingActivities,
  type LearningActivities,
  type MonthlyReturnActivities,
  type NamingActivities,
  type PlaceActivities,
  type RecallActivities,
  type RecordingActivities,
  type SupportActivities,
} from '../contracts/activities.js';
import { signalArea } from './area-event/signal-area.js';
import { archiveRun } from './campaign/archive-run.js';
import { archiveClosed } from './campaign/archive-closed.js';
import { checkData } from './campaign/check-data.js';
import { endHubs, endPage } from './campaign/end-year.js';
import { prepareDrafts } from './campaign/prepare-drafts.js';
import { startPage } from './campaign/start-page.js';
import { type Dependencies } from './dependencies.js';
import { draftExpectation } from './drafting/draft-expectation.js';
import { reissueReport } from './drafting/reissue-report.js';
import { writeLearning } from './learning/write-learning.js';
import { importReturn } from './monthly-return/import-return.js';
import { signalSchools } from './monthly-return/signal-schools.js';
import { signalReports } from './naming/signal-reports.js';
import { checkBeforeResuming } from './recall/check-before-resuming.js';
import { findTouched } from './recall/find-touched.js';
import { allowReads } from '../database/suspensions.js';
import { awaitRedrafts, prepareRedrafts } from './recall/redrafts.js';
import { signalRecall } from './recall/signal-recall.js';
import { recordCampaign } from '../database/recording/record-campaign.js';
import { recordHub } from '../database/recording/record-hub.js';
import { recordRecall } from '../database/recording/record-recall.js';
import { recordSchoolYear } from '../database/recording/record-school-year.js';
import { recordSupport } from '../database/recording/record-support.js';
import { record } from './recording/record.js';
import { assignRound } from './support/assign-round.js';
import { keepPlace } from './support/keep-place.js';
import { requestPlace } from './support/request-place.js';

export type Activities = ArchivingActivities &
  AreaActivities &
  CampaignActivities &
  DraftingActivities &
  LearningActivities &
  MonthlyReturnActivities &
  NamingActivities &
  PlaceActivities &
  RecallActivities &
  RecordingActivities &
  SupportActivities;

/** Every activity, closed over what it needs of the world. */
export const createActivities = (dependencies: Dependencies): Activities => ({
  draftExpectation: draftExpectation(dependencies),
  reissueReport: reissueReport(dependencies),
  recordSchoolYear: record(dependencies, recordSchoolYear),
  recordSupport: record(dependencies, recordSupport),
  recordHub: record(dependencies, recordHub),
  recordRecall: record(dependencies, recordRecall),
  recordCampaign: record(dependencies, recordCampaign),
  keepPlace: keepPlace(dependencies),
  requestPlace: requestPlace(dependencies),
  assignRound: assignRound(dependencies),
  checkData: checkData(dependencies),
  prepareDrafts: prepareDrafts(dependencies),
  startPage: startPage(dependencies),
  endPage: endPage(dependencies),
  endHubs: endHubs(dependencies),
  archiveClosed: archiveClosed(dependencies),
  archiveRun: archiveRun(dependencies),
  signalArea: signalArea(dependencies),
  writeLearning: writeLearning(dependencies),
  importReturn: importReturn(dependencies),
  signalSchools: signalSchools(dependencies),
  signalReports: signalReports(dependencies),
  findTouched: findTouched(dependencies),
  signalRecall: signalRecall(dependencies),
  prepareRedrafts: prepareRedrafts(dependencies),
  awaitRedrafts: awaitRedrafts(dependencies),
  checkBeforeResuming: checkBeforeResuming(dependencies),
  allowReads: (input) => allowReads(dependencies.db, input),
});
