export { gapOf } from '../ask/gaps.ts';
export type { Answering, Declined, Outcome } from '../ask/index.ts';
export { canStandAlone } from '../daily/candidates.ts';
export { daysWords, suggestDays } from '../daily/days.ts';
export type { Examined } from '../daily/examine.ts';
export type { Coming } from '../daily/steering.ts';
export type { Subscription } from '../daily/subscriptions.ts';
export { suggestTopics, topicWords } from '../daily/topics.ts';
export { lackText, lastWords, momentWords, whyPaused } from '../daily/words.ts';
export { findZones, localTime, offsetWords } from '../daily/zones.ts';
export { dateWords, dayOf, instantWords } from '../dates.ts';
export type { Entry, Fact, Kind } from '../knowledge/entry.ts';
export { factsOf, kinds, type PlacedFact } from '../knowledge/entry.ts';
export { eventOf } from '../knowledge/events.ts';
export type { Found } from '../knowledge/found.ts';
export type { Library } from '../knowledge/library.ts';
export { mention } from '../moderation/cards.ts';
export { changesOf, changeWords } from '../moderation/diff.ts';
export { type Editable, editable, editableWords, typedOfFact } from '../moderation/editing.ts';
export { type Format, formats, type Item, written } from '../moderation/file.ts';
export { formOf } from '../moderation/forms.ts';
export { changesOfStep, itemsOf, type Step, stepsOf } from '../moderation/imports.ts';
export {
  keptForm,
  type Person,
  type Placed,
  reopened,
  takeAnswer,
  takeEntry,
  takeForm,
} from '../moderation/intake.ts';
export { proposalOf, storable } from '../moderation/proposal.ts';
export { type BadRow, MOST_BYTES } from '../moderation/reading.ts';
export { lateReply, settledReply, waitingPage } from '../moderation/review-replies.ts';
export type { Verdict } from '../moderation/reviews.ts';
export { type Revision, Stale } from '../moderation/revisions.ts';
export { MOST_WAITING, type Suggestion } from '../moderation/suggestions.ts';
export { compareId, comparePage, pressKey } from '../reply/compare.ts';
export { dailyMessage } from '../reply/daily.ts';
export { isOverdue, labelWords, sourceWords, statementOf, type Telling } from '../reply/facts.ts';
export { colours, kindNamed, kindsWords, kindWords, nameOf, titleOf } from '../reply/labels.ts';
export { pageReply } from '../reply/listing.ts';
export { answerCard, factCard, factsPage, sourcesPage } from '../reply/pages.ts';
export { button, type Choice, type Reply, rowsOf, selectRow, UserError } from '../reply/reply.ts';
export { type Programme, roadmapPage, roadmapsPage } from '../reply/roadmap.ts';
export { type Subject, timelineId, timelinePage, type Years } from '../reply/timeline.ts';
export { cut, escaped, join, type Locale, locales, say, sayAll, type Text } from '../text.ts';
export { cardReply, cardsReply, entryOf, gone, tellingOf } from './cards.ts';
export { type Asker, command, isMenu, menu, type Press, type Services } from './command.ts';
export { kindOf, kindOption } from './kind.ts';
export { entryOption, forEntry, forPair, notFound, suggestEntries } from './lookup.ts';
export { atHome, pastOption, pastServices, savedReply, versionOf } from './moderators.ts';
export { channelOf, channelOption, channelsOption, openedSubscription } from './subscribed.ts';
