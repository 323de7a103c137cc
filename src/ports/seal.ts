/** Closes texts so that the database alone does not give them away. */
export interface Seal {
  /** `context` names the row that the sealed text belongs to; it opens nowhere else. */
  seal(text: string, context: string): string;
  /** Throws when the text was sealed for another context, was changed, or its key is not at hand any more. */
  open(sealed: string, context: string): string;
  /** Whether the newest key sealed it; what an older one sealed is sealed anew while that one is still at hand. */
  isCurrent(sealed: string): boolean;
}
