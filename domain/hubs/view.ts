/** What lists and matching show of a hub; written with every transition. */
export interface HubView {
  readonly hubId: string;
  readonly enhancedPlaces: number;
  readonly enhancedTaken: number;
  readonly regionalPlaces: number;
  readonly regionalTaken: number;
  readonly isOpen: boolean;
}
