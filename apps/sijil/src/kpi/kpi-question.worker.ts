import { workerData } from 'node:worker_threads';
import { KpiQuestions, readAhead } from '#kpi/open';
import { answerQuestions } from '../pages/answer-questions.js';
import type { QuestionBeginning } from '../pages/question-messages.js';
import { openKpiStore } from './kpi-store.js';

// The thread of questions about KPIs: figures are reckoned here, out of roll-ups, and make no page wait. Until somebody
// asks, and between two questions, it reads ahead.
const beginning = workerData as QuestionBeginning;
const store = await openKpiStore(beginning.readUrl);
const kpis = new KpiQuestions(store);
const end = new AbortController();
const close = async () => {
  end.abort();
  await ahead;
  await store.close();
};
answerQuestions(beginning, { close }, kpis);
// What fails here fails whoever asks for it, who is told.
const ahead = readAhead({ store, kpis, signal: end.signal }).catch(() => undefined);
