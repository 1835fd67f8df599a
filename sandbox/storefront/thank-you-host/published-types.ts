// What a target of a UI extension may use, read from the types that Shopify publishes for it: which components there are,
// which properties each has and what they may be, and what the global `shopify` holds. Nothing in these lists is by hand.
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

const TARGETS = ['purchase.thank-you.block.render', 'customer-account.order-status.block.render'] as const;
export type Target = (typeof TARGETS)[number];

/** What a property takes: literal values, or text of a shape (as a regular expression); null: the types leave it open. */
export type Values = { literals: (string | number | boolean)[]; patterns: string[] } | null;

/** A named part of the API: what is inside it, or null where that is the caller's own (functions, lists, plain values). */
export interface ApiTree {
  [name: string]: ApiTree | null;
}

export interface PublishedTypes {
  /** By tag, then by property. */
  components: Record<string, Record<string, Values>>;
  api: ApiTree;
}

const PACKAGE = '@shopify/ui-extensions';
/** Belong to the framework and never reach an element. */
const FRAMEWORK = ['key', 'ref', 'children'];
/** Deeper in the API are lists and answers, which are data. */
const API_DEPTH = 4;
/** What unpublished types may not do is checked; a list longer than this (countries, languages) is left open. */
const MOST_LITERALS = 60;

/** Takes a second or two: the compiler reads the package. */
export function publishedTypes(): Record<Target, PublishedTypes> {
  const surfaces = path.join(path.dirname(findPackageJSON(PACKAGE, import.meta.url) ?? ''), 'build/ts/surfaces');
  const files = TARGETS.map((target) => path.join(surfaces, target.startsWith('purchase.') ? 'checkout' : 'customer-account', 'targets', `${target}.d.ts`));
  const program = ts.createProgram(files, { lib: ['lib.es2020.d.ts'], types: [], noEmit: true, strict: true, skipLibCheck: true, moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext });
  const checker = program.getTypeChecker();
  return Object.fromEntries(
    TARGETS.map((target, at) => {
      const source = program.getSourceFile(files[at] ?? '');
      if (!source) throw new Error(`${PACKAGE} has no types for ${target}.`);
      return [target, { components: componentsOf(source, program, checker), api: apiOf(source, checker) }];
    }),
  ) as Record<Target, PublishedTypes>;
}

/** The component files that the target's own file imports; each says its tag and what JSX may give it. */
function componentsOf(target: ts.SourceFile, program: ts.Program, checker: ts.TypeChecker): PublishedTypes['components'] {
  const found: PublishedTypes['components'] = {};
  for (const statement of target.statements) {
    if (!ts.isImportDeclaration(statement) || statement.importClause || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const file = program.getSourceFile(path.resolve(path.dirname(target.fileName), statement.moduleSpecifier.text));
    if (!file?.fileName.includes('/components/')) continue;
    for (const { tag, props } of jsxElements(file, checker)) found[tag] = propertiesOf(props, checker);
  }
  return found;
}

function jsxElements(file: ts.SourceFile, checker: ts.TypeChecker): { tag: string; props: ts.Type }[] {
  const found: { tag: string; props: ts.Type }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'IntrinsicElements') {
      for (const member of node.members) {
        if (!ts.isPropertySignature(member) || !member.type || !ts.isComputedPropertyName(member.name)) continue;
        const tag = checker.getTypeAtLocation(member.name.expression);
        if (tag.isStringLiteral()) found.push({ tag: tag.value, props: checker.getTypeFromTypeNode(member.type) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function propertiesOf(props: ts.Type, checker: ts.TypeChecker): Record<string, Values> {
  const named = checker.getPropertiesOfType(props).filter(({ name }) => !FRAMEWORK.includes(name));
  return Object.fromEntries(named.map((property) => [property.name, valuesOf(checker.getNonNullableType(checker.getTypeOfSymbol(property)))]));
}

function valuesOf(type: ts.Type): Values {
  const members = type.isUnion() ? type.types : [type];
  const values = { literals: [] as (string | number | boolean)[], patterns: [] as string[] };
  for (const member of members) {
    if (member.isStringLiteral() || member.isNumberLiteral()) values.literals.push(member.value);
    else if (member.flags & ts.TypeFlags.BooleanLiteral) values.literals.push((member as ts.Type & { intrinsicName: string }).intrinsicName === 'true');
    else if (member.flags & ts.TypeFlags.TemplateLiteral) values.patterns.push((member as ts.TemplateLiteralType).texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
    else return null;
  }
  return values.literals.length > MOST_LITERALS ? null : values;
}

function apiOf(target: ts.SourceFile, checker: ts.TypeChecker): ApiTree {
  const alias = target.statements.find((statement): statement is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(statement) && statement.name.text === 'Api');
  if (!alias) throw new Error(`${target.fileName} names no Api.`);
  return treeOf(checker.getTypeFromTypeNode(alias.type), checker, API_DEPTH) ?? {};
}

function treeOf(given: ts.Type, checker: ts.TypeChecker, depth: number): ApiTree | null {
  const type = checker.getNonNullableType(given);
  const parts = type.isUnion() ? type.types : [type];
  const isOwn = parts.every((part) => part.flags & ts.TypeFlags.Object || part.isIntersection()) && !parts.some((part) => checker.isArrayLikeType(part) || part.getCallSignatures().length > 0 || checker.getIndexInfosOfType(part).length > 0);
  if (depth === 0 || !isOwn) return null;
  const names = parts.flatMap((part) => checker.getPropertiesOfType(part));
  return Object.fromEntries(names.map((name) => [name.name, treeOf(checker.getTypeOfSymbol(name), checker, depth - 1)]));
}
