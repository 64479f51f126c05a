import type { Library } from '../knowledge/library.ts';
import type { Standing } from './merge.ts';
import type { Settings } from './settings.ts';

/** A guild as this process knows it. */
export interface GuildView {
  /** What its members can see. */
  library: Library;
  settings: Settings;
  /** What its moderators have made of entries, by id. */
  standing: ReadonlyMap<string, Standing>;
}
