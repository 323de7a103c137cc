/** Lets one piece of work through at a time, in the order of asking. */
export class Turnstile {
  private last: Promise<unknown> = Promise.resolve();

  pass<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(work);
    // The next one waits for the end of this one, not for its success; whoever asked for it gets the failure.
    this.last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }
}
