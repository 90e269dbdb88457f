import { defineConfig, mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import usual from './vitest.usual.ts';

/**
 * Tests that leave nothing behind in their process: the next file goes on in it and finds the modules loaded, which is
 * half the time of most. They start no program and change nothing that is everybody's.
 */
const RULES = [
  ...['accounts', 'calendars', 'calls', 'config', 'database', 'domain', 'labour', 'mail', 'main', 'metrics'],
  ...['notices', 'planning', 'privacy', 'runtime', 'sms', 'solver', 'statistics', 'tasks', 'web', 'words'],
].map((room) => `test/${room}/**/*.test.ts`);
/** The same, beside a real Asterisk. */
const CALLS = ['scenarios', 'asterisk', 'recovery', 'safety-net'].map((room) => `test/${room}/**/*.test.ts`);
/** Needs a process of its own: it replaces a module of Node's, or must find a library as it comes. */
const ALONE = ['test/calendars/public-lookup.test.ts', 'test/asterisk/ari-client-defects.test.ts'];

/**
 * The longest, which would be waited for at the end, are begun first. Of the two with containers one builds the images,
 * for which the other would only wait.
 */
const FIRST = [/docker\/image/, /every-page/, /oracle\.property/, /web\/stalls/, /faults\/connection/];
const LATER = /docker\/compose/;

/** Those that go on in one process stand together. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = ['whole', 'alone', 'calls', 'rules'];
    const rank = ({ moduleId, project }: TestSpecification) => {
      const early = FIRST.findIndex((name) => name.test(moduleId));
      if (early !== -1) return early;
      return FIRST.length + order.indexOf(LATER.test(moduleId) ? 'alone' : project.name);
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...RULES, ...CALLS] },
        },
        { extends: true, test: { name: 'alone', include: ALONE } },
        { extends: true, test: { name: 'calls', include: CALLS, exclude: ALONE, isolate: false } },
        { extends: true, test: { name: 'rules', include: RULES, exclude: ALONE, isolate: false } },
      ],
      sequence: { sequencer: LongestFirst },
    },
  }),
);
