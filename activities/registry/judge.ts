import { heartbeat } from '@temporalio/activity';
import { type CampaignFacts } from '../../domain/drafting/campaign-facts.js';
import { type JudgePolicies } from '../../domain/fairness/judge-frame.js';
import { judgedYears, judgeYear, type YearJudgement } from '../../domain/fairness/judge-campaign.js';

/** Judges each year that a campaign knows the outcome of, with a word to the engine after each. */
export function judgeYears(facts: CampaignFacts, policies: JudgePolicies): readonly YearJudgement[] {
  return judgedYears(facts).map((year) => {
    const judgement = judgeYear(facts, year, policies);
    heartbeat(`judged ${year}`);
    return judgement;
  });
}
