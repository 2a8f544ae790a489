/** A panel file that cannot be used: what is wrong, where, and what to do. It never repeats a figure. */
export class PanelProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PanelProblem';
  }
}
