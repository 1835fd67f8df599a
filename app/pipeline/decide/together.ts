// What several shoppers ask of the database at the same moment is asked at once, and so is what is asked while questions of
// the kind are out: under load a round trip serves many, and one who is alone waits for nobody.
type Work<Question, Answer> = (questions: Question[]) => Promise<readonly Answer[]>;

interface Gathering<Question, Answer> {
  questions: Question[];
  answers: Promise<readonly Answer[]>;
}

/** While the database answers one, this process makes use of the other. */
const OUT_AT_ONCE = 2;

/**
 * @param outAtOnce 1 where a question costs so much more than what is in it that fewer and larger ones are better
 * @returns asks one question together with others of the same key; `work` answers all, in their order, and must be the same for a key
 */
export function together<Question, Answer>(outAtOnce = OUT_AT_ONCE): (key: string, question: Question, work: Work<Question, Answer>) => Promise<Answer> {
  const gathering = new Map<string, Gathering<Question, Answer>>();
  const takeTurn = turns(outAtOnce);

  function gather(key: string, work: Work<Question, Answer>): Gathering<Question, Answer> {
    const questions: Question[] = [];
    const answers = takeTurn(key, () => {
      gathering.delete(key);
      return work(questions);
    });
    return { questions, answers };
  }

  return async (key, question, work) => {
    const group = gathering.get(key) ?? gather(key, work);
    gathering.set(key, group);
    const at = group.questions.push(question) - 1;
    return (await group.answers)[at] as Answer;
  };
}

/** @returns begins `work` once everybody has asked who asks at this moment, and a turn of the key is free; at most one waits for one */
function turns(outAtOnce: number): <Result>(key: string, work: () => Promise<Result>) => Promise<Result> {
  const taken = new Map<string, { count: number; next: (() => void) | undefined }>();
  return async (key, work) => {
    const own = taken.get(key) ?? { count: 0, next: undefined };
    taken.set(key, own);
    if (own.count < outAtOnce) own.count += 1;
    else await new Promise<void>((resolve) => { own.next = resolve; });
    await new Promise((resolve) => setImmediate(resolve));
    try {
      return await work();
    } finally {
      const { next } = own;
      own.next = undefined;
      if (next) next();
      else if (--own.count === 0) taken.delete(key);
    }
  };
}
