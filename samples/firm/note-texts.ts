/** What a paralegal pastes out of a web page: markup that a case-management system does not take. */
export const pastedFromTheWeb = [
  '<h1 style="color:#b00">Search results</h1>',
  '<p>Two marks look <strong>confusingly similar</strong>, see <a href="https://marks.example.test/?q=kestrel&amp;p=2">the register</a>.</p>',
  '<table><tr><th>Mark</th><th>Class</th></tr><tr><td>KESTREL</td><td>30</td></tr><tr><td>Kestrel&nbsp;Oven</td><td>43</td></tr></table>',
  '<script>document.title = "tracking";</script>',
  '<img src="https://pixel.example.test/open.gif" width="1" height="1">',
  '<ul><li>class 30: bread &amp; pastry<li>class 43: café</ul><br>Ask Odalys about 1998 < 2001.',
].join('\n');

const paragraph =
  'Mr. Quill called again about the partnership books. He reads each line of the ledger aloud, disputes it, ' +
  'and then remembers that he wrote it himself. The 1 % that is missing has moved to another column. ';

/** About twenty kilobytes of text, each paragraph numbered so that a cut is noticed. */
export const twentyKilobytes = Array.from({ length: 96 }, (_, index) => `${index + 1}. ${paragraph}`).join('\n\n');
