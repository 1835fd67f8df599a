import { describe, expect, it } from 'vitest';
import { shownReason } from '#app/read/data-health-reason.ts';

describe('why a delivery was set aside, as a screen says it', () => {
  it('names the fields that are not what they should be', () => {
    const sentence = 'In what Shopify sent, "customer.default_address" is not what it should be (Invalid input: expected object, received string), and 2 more.';
    expect(shownReason(sentence)).toEqual({ kind: 'form', sentence });
  });

  it('quotes nothing of what could not be parsed', () => {
    const { kind, sentence } = shownReason(`What Shopify sent is not readable: Unexpected token 'x', ..."{"email":"ada@example.com","first_name":"Ada"... is not valid JSON.`);
    expect(kind).toBe('unreadable');
    expect(sentence).not.toMatch(/\bada\b|email/i);
  });

  it('leaves out values that the database quotes, and keeps the names of its own things', () => {
    const { kind, sentence } = shownReason('new row for relation "order_lines" violates check constraint "order_lines_quantity"; Failing row: "Ada Lovelace", Key (email)=(ada@example.com), call +49 151 2345678 or bob@example.com.');
    expect(kind).toBe('writing');
    expect(sentence).toContain('"order_lines_quantity"');
    expect(sentence).not.toMatch(/\bada\b|\bbob\b|151/i);
  });

  it('is cut where it would fill the screen', () => {
    expect(shownReason('x'.repeat(1_000)).sentence.length).toBeLessThan(310);
  });
});
