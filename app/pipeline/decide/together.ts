// What several shoppers ask of the database at the same moment is asked at once: under load a round trip serves many, and one
// who is alone waits for nobody.
type Work<Question, Answer> = (questions: Question[]) => Promise<readonly Answer[]>;

interface Gathering<Question, Answer> {
  questions: Question[];
  answers: Promise<readonly Answer[]>;
}

/** @returns asks one question together with others of the same key; `work` answers all, in their order, and must be the same for a key */
export function together<Question, Answer>(): (key: string, question: Question, work: Work<Question, Answer>) => Promise<Answer> {
  const gathering = new Map<string, Gathering<Question, Answer>>();
  return async (key, question, work) => {
    let group = gathering.get(key);
    if (!group) {
      const questions: Question[] = [];
      const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        gathering.delete(key);
        return work(questions);
      });
      group = { questions, answers };
      gathering.set(key, group);
    }
    const at = group.questions.push(question) - 1;
    return (await group.answers)[at] as Answer;
  };
}
