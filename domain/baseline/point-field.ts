/** Points row after row. */
export interface PointField {
  readonly dimensions: number;
  readonly coordinates: Float64Array;
}
