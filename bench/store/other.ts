import { openStore } from '../../src/store/open.ts';
import { baseLibrary, moderationOn } from './moderation.ts';

/** A second process on the same database: `other.ts DATABASE GUILD`; says when it finds each name that it is sent. */
const [url = '', guild = ''] = process.argv.slice(2);
const moderation = moderationOn(await openStore(url), baseLibrary());
const now = () => performance.timeOrigin + performance.now();

process.on('disconnect', () => process.exit(0));
process.on('message', async (name: string) => {
  for (;;) {
    const { library } = await moderation.view(guild);
    if (library.meaning(name).entry) return process.send!({ name, at: now() });
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
});
await moderation.view(guild);
process.send!('ready');
