// Whom Setwise leaves alone, who may be written to, and the hash by which a guest and a customer are told to be one.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LEFT_ALONE_BOUNDS, readLeftAloneTags } from '#app/domain/consent/left-alone-tags.ts';
import { decide } from '#app/domain/decision/decide.ts';
import { explainRefusal } from '#app/domain/decision/explain.ts';
import { reasonWords } from '#app/domain/decision/words/words.ts';
import { emailHashes } from '#app/pipeline/sync/email-hash.ts';
import { customer, decisionFacts, NOW, policy, productFacts, setFacts } from '#test/support/decision-facts.ts';

const OLD = { id: 'k1', key: randomBytes(32) };
const NEW = { id: 'k2', key: randomBytes(32) };

describe('an address', () => {
  it('is the same however it is written, and another in another shop', () => {
    expect(emailHashes(1n, ' Ada@Example.COM ', [OLD])).toEqual(emailHashes(1n, 'ada@example.com', [OLD]));
    expect(emailHashes(2n, 'ada@example.com', [OLD])).not.toEqual(emailHashes(1n, 'ada@example.com', [OLD]));
    expect(emailHashes(1n, 'bo@example.com', [OLD])).not.toEqual(emailHashes(1n, 'ada@example.com', [OLD]));
  });

  it('cannot be made without the key, and says nothing of itself', () => {
    const [hash] = emailHashes(1n, 'ada@example.com', [OLD]);
    expect(hash).toMatch(/^k1\.[\w-]{43}$/);
    expect(emailHashes(1n, 'ada@example.com', [{ id: 'k1b', key: randomBytes(32) }])[0]?.slice(4)).not.toBe(hash?.slice(3));
  });

  it('that is none has no hash', () => {
    for (const none of [null, undefined, '', '  ', 'no address']) expect(emailHashes(1n, none, [OLD])).toEqual([]);
  });

  it('is still the same while a key is replaced: whoever was kept under the old one is found, and under the new one too', () => {
    const [before] = emailHashes(1n, 'ada@example.com', [OLD]);
    const after = emailHashes(1n, 'ada@example.com', [NEW, OLD]);
    expect(after).toHaveLength(2);
    expect(after).toContain(before);
    expect(after).toContain(emailHashes(1n, 'ada@example.com', [NEW])[0]);
  });
});

describe('a customer who is to be left alone', () => {
  it('is offered nothing, for that reason', () => {
    const decision = decide(decisionFacts([productFacts(2n)], [setFacts([[2n]])], { customer: customer({ leftAlone: true }) }), policy(), NOW, 'salt');
    expect(decision.offer).toBeNull();
    expect(decision.refused.map(({ code }) => code)).toEqual(['left_alone']);
    expect(explainRefusal(decision.refused[0]!, { words: reasonWords('en'), currency: 'EUR', titleOf: String })).toMatch(/left alone/);
  });
});

describe('tags of customers to leave alone', () => {
  it('are kept once, whatever their case', () => {
    expect(readLeftAloneTags([' Staff ', 'staff', 'VIP'])).toEqual({ kind: 'valid', tags: [{ tag: 'staff', title: 'Staff' }, { tag: 'vip', title: 'VIP' }] });
  });

  it('are no empty ones, no endless ones, and not without end', () => {
    expect(readLeftAloneTags([''])).toEqual({ kind: 'invalid', why: 'not_a_tag' });
    expect(readLeftAloneTags(['x'.repeat(LEFT_ALONE_BOUNDS.length + 1)])).toEqual({ kind: 'invalid', why: 'not_a_tag' });
    expect(readLeftAloneTags(Array.from({ length: LEFT_ALONE_BOUNDS.tags + 1 }, (_, index) => `t${index}`))).toEqual({ kind: 'invalid', why: 'too_many' });
  });
});
