import { type RegionCode } from '../shared/phase.js';

/** Which reports a recall affects: all in the nation or a region, those listed, or those made from one batch or model. */
export type RecallScope =
  | { readonly kind: 'nation' }
  | { readonly kind: 'region'; readonly regionCode: RegionCode }
  | { readonly kind: 'schools'; readonly urns: readonly string[] }
  | { readonly kind: 'batch'; readonly batchId: number }
  | { readonly kind: 'model'; readonly modelVersion: string };

/** In words, without a figure. */
export function scopeInWords(scope: RecallScope): string {
  switch (scope.kind) {
    case 'nation':
      return 'every school';
    case 'region':
      return `every school of region ${scope.regionCode}`;
    case 'schools':
      return 'the schools listed';
    case 'batch':
      return `every report that shows a figure of batch ${scope.batchId}`;
    case 'model':
      return `every report made by ${scope.modelVersion}`;
  }
}
