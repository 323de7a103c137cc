// The last line of a run, "N passed, N failed", counted from what vitest wrote and from nothing else.
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[2], 'utf8');
if (text === '') {
  console.error('vitest wrote no result: it did not get as far as running a test');
  process.exit(1);
}

const result = JSON.parse(text);
// A file that cannot be loaded has no test to blame, so it counts as one failure itself.
const unloadable = result.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
);
for (const file of unloadable) console.log(`could not be run: ${file.name}`);

const failed = result.numFailedTests + unloadable.length;
console.log(`${result.numPassedTests} passed, ${failed} failed`);
process.exit(result.success && failed === 0 ? 0 : 1);
