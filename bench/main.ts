import { writeFile } from 'node:fs/promises';
import { Load } from './load.ts';
import { manyMatters } from './many-matters.ts';
import { processorTime } from './processor-time.ts';
import { describeFinding, preface, type Finding } from './report.ts';
import { scriptSize } from './script-size.ts';
import { Served } from './served.ts';
import { standardConversion, unchangedResync } from './standard-conversion.ts';
import { streaming } from './streaming.ts';

const measurements = [streaming, standardConversion, unchangedResync, processorTime, scriptSize, manyMatters];

async function measure(): Promise<Finding[]> {
  const load = await Load.start();
  try {
    const served = await Served.start(load);
    try {
      const findings: Finding[] = [];
      for (const measurement of measurements) {
        const finding = await measurement(served, load);
        console.log(describeFinding(finding));
        findings.push(finding);
      }
      return findings;
    } finally {
      await served.stop();
    }
  } finally {
    load.stop();
  }
}

const findings = await measure();
if (process.argv.includes('--write'))
  await writeFile('docs/benchmarks.md', [preface, ...findings.map(describeFinding)].join('\n'));
if (findings.some(({ broken }) => broken.length > 0)) process.exitCode = 1;
