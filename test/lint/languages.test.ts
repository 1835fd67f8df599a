// Every word of the desk stands in the catalogs, and every language says all of them by itself: a page that falls back to
// English without anybody noticing is the fault that this finds.
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '#app/domain/language.ts';
import { de } from '#app/ui/text/de/all.ts';
import { en } from '#app/ui/text/en/all.ts';

/** Said alike in English and in German. */
const SAME = new Set([
  'Setwise', 'Shopify', 'Klaviyo', 'Name', 'Set', 'Sets', 'Workflow', 'Workflows', 'Tests', 'Upsell', 'Tag', 'Option', 'VIP', 'Accounts', 'Profiles', 'Templates', 'Flows', 'Checkouts', 'Filter', 'Desktop', 'Alternative',
  'read', 'full', 'pk_', 'In Setwise', 'Code', 'Sets:',
]);

const words = (path: string) => readFileSync(path, 'utf8');
const hasWord = (said: string) => /\p{L}{3}/u.test(said);

/** What a file says: its string literals, without names of fields, keys that are looked up, modules and what is compared. */
function said(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const compared = ts.isBinaryExpression(node) && [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(node.operatorToken.kind);
    if (compared || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
    if (ts.isPropertyAssignment(node)) visit(node.initializer);
    else if (ts.isElementAccessExpression(node)) visit(node.expression);
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, words(path), ts.ScriptTarget.Latest, true));
  return found.filter(hasWord);
}

/** Every way into a catalog: "sets.empty.search". */
function paths(catalog: object, above = ''): string[] {
  return Object.entries(catalog).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? paths(value, `${above}${key}.`) : [`${above}${key}`])).sort();
}

describe('the catalogs', () => {
  test('say the same things in every language', () => {
    expect(Object.keys({ en, de }).sort()).toEqual([...LANGUAGES].sort());
    expect(paths(de)).toEqual(paths(en));
  });

  test('hold no English in German', () => {
    const pages = globSync('app/ui/text/de/*.ts');
    const left = pages.flatMap((page) => {
      const english = new Set(said(`app/ui/text/en/${basename(page)}`));
      return said(page).filter((one) => english.has(one) && !SAME.has(one.trim())).map((one) => `${page}: ${one}`);
    });
    expect(pages.length).toBeGreaterThan(15);
    expect(left).toEqual([]);
  });
});

/** Attributes whose text a person reads or hears. */
const READ_ALOUD = new Set(['label', 'title', 'content', 'alt', 'placeholder', 'helpText', 'accessibilityLabel', 'aria-label', 'heading', 'subtitle', 'error', 'suffix', 'prefix', 'labelHidden']);

function saidOutright(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasWord(node.text)) found.push(`${path}: ${node.text.trim()}`);
    if (ts.isJsxAttribute(node) && READ_ALOUD.has(node.name.getText()) && node.initializer) {
      const { initializer } = node;
      const value = ts.isJsxExpression(initializer) ? initializer.expression : initializer;
      if (value && ts.isStringLiteralLike(value) && hasWord(value.text)) found.push(`${path}: ${value.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, words(path), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

test('no page says a word that is in no catalog', () => {
  const pages = globSync(['app/ui/**/*.tsx', 'app/routes/**/*.tsx']);
  expect(pages.length).toBeGreaterThan(50);
  expect(pages.flatMap(saidOutright)).toEqual([]);
});

/** Answered to machines: a storefront, a webhook, a pixel, a link in an email. */
const TO_MACHINES = /\/(?:answer-\w+|answer-thank-you|follow-link|open-message-link|record-exposure|hear-pixel|mint-code|register-shop|send-step)\.ts$/;

test('what a page may be refused with waits for its reader', () => {
  const verbs = globSync(['app/pipeline/{install,learn,publish,decide,engage,deliver,measure}/**/*.ts', 'app/read/**/*.ts']).filter((path) => !TO_MACHINES.test(path));
  const plain: string[] = [];
  for (const path of verbs) {
    const visit = (node: ts.Node): void => {
      const sentence = ts.isNewExpression(node) && node.expression.getText() === 'AppError' ? node.arguments?.[1] : undefined;
      if (sentence && (ts.isStringLiteralLike(sentence) || ts.isTemplateExpression(sentence))) plain.push(`${path}: ${sentence.getText()}`);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, words(path), ts.ScriptTarget.Latest, true));
  }
  expect(verbs.length).toBeGreaterThan(80);
  expect(plain).toEqual([]);
});
