import { workerData } from 'node:worker_threads';
import { deskPages } from '#projections';
import type { PageTables } from '#projections';
import { Questions } from '#queries/open';
import { openReadStore } from '#read-store/open';
import { atLeisure } from '../threads/at-leisure.js';
import { answerQuestions } from './answer-questions.js';
import type { QuestionBeginning } from './question-messages.js';

// The thread of questions to the pages: each is put, answered and written down here, so that none holds up the door.
const beginning = workerData as QuestionBeginning;
const store = await openReadStore<PageTables>(beginning.readUrl, deskPages);
answerQuestions(beginning, store, new Questions(store));
atLeisure(() => void store.position().catch(() => undefined));
