/** Those who run a campaign. */
export const campaignRunners = { analyst: 'any', 'senior-analyst': 'any', operator: 'any' } as const;
