/** A panel file that cannot be used: where the trouble is and what to do about it. It never repeats a figure. */
export class PanelProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PanelProblem';
  }
}
