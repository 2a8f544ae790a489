import { heartbeat } from '@temporalio/activity';
import { type CampaignFacts } from '../../domain/drafting/campaign-facts.js';
import { type JudgePolicies } from '../../domain/fairness/judge-frame.js';
import { judgedYears, judgeYear, type YearJudgement } from '../../domain/fairness/judge-campaign.js';

/** Judges each year whose outcome a campaign knows, with a heartbeat after each. */
export function judgeYears(facts: CampaignFacts, policies: JudgePolicies): readonly YearJudgement[] {
  return judgedYears(facts).map((year) => {
    const judgement = judgeYear(facts, year, policies);
    heartbeat(`judged ${year}`);
    return judgement;
  });
}
