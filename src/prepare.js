// Fills the compile cache of `start.js` and reads the entries and learns how people ask right after installation, so that the first start is as
// light as the next. What is wrong with an entry is for the start to say.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const programs = ['src/main.ts', 'src/cli.ts', 'src/knowledge/reader.ts', 'src/moderation/reader-thread.ts'];

async function fill() {
  module.enableCompileCache(`${root}node_modules/.cache/wentian`);
  const files = globSync('{src,commands}/**/*.ts', { cwd: root, exclude: (path) => path.includes('sandbox') });
  for (const file of files.filter((path) => !programs.includes(path)))
    await import(pathToFileURL(`${root}${file}`).href);
  const { readKnowledge } = await import('./knowledge/kept.ts');
  const { createLibrary } = await import('./knowledge/library.ts');
  const { createAnswers, keptBeside } = await import('./ask/index.ts');
  try {
    const knowledge = readKnowledge(`${root}knowledge`);
    const library = createLibrary(knowledge);
    createAnswers(keptBeside(knowledge, library))(library, '');
  } catch {}
  // The program itself runs when it is loaded: with a setting that it refuses it is compiled, and ends at once.
  spawnSync(process.execPath, [`${root}src/start.js`], { env: { ...process.env, HTTP_PORT: 'none' }, stdio: 'ignore' });
}

// An installation without the optional packages runs on whatever Node there is: nothing to prepare for an old one.
if (Number(process.versions.node.split('.')[0]) >= 26) await fill();
