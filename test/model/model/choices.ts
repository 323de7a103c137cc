/**
 * Where the rules leave a case open, this is what a careful paralegal would want. Each line is an assumption of the
 * model that the rules do not state in so many words.
 */
export const choices = {
  /** A merged record that a link moves to counts as found, not as made by us: what stands in it is kept. */
  relinkedCountsAsAdopted: true,
  /** A note, a tie or a file that a person deleted comes back when its source changes, and only then. */
  deletedComesBackOnChange: true,
  /** The firm set `restoreEdits`, so a sync that reads an edited field sets it back, `verify` included. */
  restoreOnVerify: true,
  /** A client's matter that is tied to another source matter is not offered as "typed by hand". */
  tiedMattersAreNotOffered: true,
  /** A contact linked by a person's answer may have hand-typed matters just like one that was adopted. */
  byHandClientsAreSearched: true,
  /** A question about an object that is gone from the matter, or cannot go for another reason, is closed by the next sync. */
  orphanQuestionsAreClosed: true,
  /** A sync that links a contact also fills it in where it was missing, in the same run. */
  missingReferencesAreFilledAtOnce: true,
  /** A question that `verify` raised stays open in a sync that would not have looked. */
  questionsOutliveAPlainSync: true,
  /** A matter that we opened and a person set back to pending stays pending: S = B, T ≠ B. */
  pendingSetByPersonStays: true,
  /** A tie to a contact that a person left deleted is not looked at again and again. */
  leftDeletedCostsNothing: true,
  /** The second of two source contacts that point at one record goes on being asked about, and is not made in silence. */
  sharedContactsStayAsked: true,
  /** A source row that has moved to what a person typed already takes that row over instead of making a second one. */
  peopleRowsComeFirst: true,
  /** Whether the source moved since a deletion is judged by what it said at the last sync, not by what was last sent. */
  deletedIsJudgedByLastSync: true,
  /** Keeping the target's version of a file says nothing about its name: a new name is carried over all the same. */
  keepingAVersionStillRenames: true,
  /** A file that a person deleted stays deleted when its source comes back under another id. */
  deletedFilesAreTakenOverToo: true,
} as const;
