import { workerData } from 'node:worker_threads';
import { KpiQuestions } from '#kpi';
import { answerQuestions } from '../pages/answer-questions.js';
import type { QuestionBeginning } from '../pages/question-messages.js';
import { openKpiStore } from './kpi-store.js';

// The thread of questions about KPIs: figures are reckoned here, out of roll-ups, and make no page wait.
const beginning = workerData as QuestionBeginning;
const store = await openKpiStore(beginning.readUrl);
answerQuestions(beginning, store, new KpiQuestions(store));
