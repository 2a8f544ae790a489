/** Toolkit: published practice, at the school's own pace. Regional: open days and training. Enhanced: ten days with a lead school. */
export const pathways = ['toolkit', 'regional', 'enhanced'] as const;

export type Pathway = (typeof pathways)[number];

export const isPathway = (text: string): text is Pathway => (pathways as readonly string[]).includes(text);

/** Pathways on which a school needs a place at a hub. */
export type HubPathway = Exclude<Pathway, 'toolkit'>;

export const isHubPathway = (pathway: Pathway): pathway is HubPathway => pathway !== 'toolkit';
