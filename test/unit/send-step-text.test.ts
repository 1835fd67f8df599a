import { describe, expect, it } from 'vitest';
import { emailText, type Moment, subjectOf } from '#app/pipeline/deliver/email-text/email-text.ts';
import { STEP_TEMPLATE_HTML, STEP_TEMPLATE_TEXT } from '#app/pipeline/publish/klaviyo/step-template.ts';
import { stepReady } from '#app/contract/klaviyo/step-ready.ts';

const MOMENTS: Moment[] = ['order_placed', 'order_delivered', 'cart_abandoned'];
const NAMES = { anchor: 'Aurel M5', primary: 'Fast Card 128', shop: 'Aurel', goal: '' };

describe('the text of a message', () => {
  it.each(['en', 'de'])('keeps the subject under 45 characters, however long the names are (%s)', (locale) => {
    for (const moment of MOMENTS) {
      expect(subjectOf(emailText(locale), NAMES, moment)).toContain('Fast Card 128');
      for (const length of [10, 25, 60, 200]) expect(subjectOf(emailText(locale), { anchor: 'a'.repeat(length), primary: 'p'.repeat(length) }, moment).length).toBeLessThan(45);
    }
  });

  it('names what was bought and why the message came, in the language of the recipient', () => {
    const de = emailText('de-AT');
    expect([subjectOf(de, NAMES, 'order_delivered'), de.intro(NAMES, 'order_delivered'), de.why(NAMES, 'order_delivered')]).toMatchInlineSnapshot(`
      [
        "Fast Card 128: passend zu Aurel M5",
        "Aurel M5 ist bei Ihnen angekommen. Das gehört noch dazu:",
        "Sie bekommen diese E-Mail, weil Sie Nachrichten von Aurel zugestimmt und Aurel M5 bestellt haben.",
      ]
    `);
    const en = emailText('fr');
    expect([subjectOf(en, NAMES, 'order_delivered'), en.intro(NAMES, 'order_delivered'), en.why(NAMES, 'order_delivered')]).toMatchInlineSnapshot(`
      [
        "Fast Card 128, for your Aurel M5",
        "Your Aurel M5 has arrived. This is what completes it:",
        "You get this email because you agreed to hear from Aurel and ordered Aurel M5.",
      ]
    `);
  });

  it('says a number of orders only when enough stand behind it', () => {
    const item = { slotName: 'memory card', anchor: 'Aurel M5' };
    expect(emailText('de').reason({ ...item, support: 1_214 })).toBe('In 1.214 Bestellungen zusammen gekauft');
    expect(emailText('de').reason({ ...item, support: 3 })).toBe('Passend zu Aurel M5');
    expect(emailText('de').reason({ ...item, support: 3, anchor: null })).toBe('Teil dieses Sets');
  });
});

describe('the template', () => {
  it('asks for nothing that the event lacks', () => {
    const known = new Set(Object.keys(stepReady.shape));
    for (const template of [STEP_TEMPLATE_HTML, STEP_TEMPLATE_TEXT]) {
      const asked = [...template.matchAll(/event\.(\w+)/g)].map(([, name]) => name as string);
      expect(asked.filter((name) => !known.has(name))).toEqual([]);
    }
  });

  it('lets each product be answered by itself, and all of them at once be refused', () => {
    for (const template of [STEP_TEMPLATE_HTML, STEP_TEMPLATE_TEXT]) {
      for (const asked of ['event.primary.have_it_url', 'event.primary.not_for_me_url', 'item.have_it_url', 'item.not_for_me_url', 'event.quiet_url']) expect(template).toContain(`{{ ${asked} }}`);
    }
  });

  it('has a way out, an address, alt texts, a dark and a narrow form', () => {
    expect(STEP_TEMPLATE_HTML).toMatch(/\{% unsubscribe /);
    expect(STEP_TEMPLATE_TEXT).toMatch(/\{% unsubscribe_link %\}/);
    for (const needed of ['organization.full_address', 'prefers-color-scheme: dark', 'max-width: 479px', 'max-width:600px']) expect(STEP_TEMPLATE_HTML).toContain(needed);
    for (const [image] of STEP_TEMPLATE_HTML.matchAll(/<img[^>]*>/g)) expect(image).toMatch(/ alt="\{\{ /);
  });
});
