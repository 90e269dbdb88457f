import ts from 'typescript';
import type { Mutation } from './mutations.ts';

/** A mutation, and the number by which it is switched on. */
export interface Switched extends Mutation {
  readonly id: number;
}

/** What an operator with two values becomes: a call that does the one or the other. `switches.ts` has them. */
const CALLED: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.LessThanToken]: 'less',
  [ts.SyntaxKind.LessThanEqualsToken]: 'atMost',
  [ts.SyntaxKind.GreaterThanToken]: 'greater',
  [ts.SyntaxKind.GreaterThanEqualsToken]: 'atLeast',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: 'same',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: 'other',
  [ts.SyntaxKind.PlusToken]: 'plus',
  [ts.SyntaxKind.MinusToken]: 'minus',
};

/**
 * A file's code with every mutation in it, each behind a switch, so that it is compiled and loaded once for all of them.
 * Lines stay where they are.
 */
export function switchedCode(file: string, text: string, mutations: readonly Switched[]): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const at = new Map<string, Switched[]>();
  for (const one of mutations) at.set(placeOf(one), [...(at.get(placeOf(one)) ?? []), one]);
  const of = (node: ts.Node) => at.get(placeOf({ start: node.getStart(source), end: node.end })) ?? [];

  function emit(node: ts.Node): string {
    const own = of(node);
    const code = emitBare(node);
    if (own.length === 0 || ts.isPrefixUnaryExpression(node)) {
      const asCondition = own.filter(({ after }) => after === 'true' || after === 'false');
      return asCondition.length === 0 ? code : choice(asCondition, code);
    }
    return choice(own, code);
  }

  /** Without what is switched of the node as a whole. */
  function emitBare(node: ts.Node): string {
    if (ts.isBinaryExpression(node)) {
      const [mutation] = of(node.operatorToken);
      if (mutation !== undefined) return operator(node, mutation.id);
    }
    if (ts.isPrefixUnaryExpression(node)) {
      const negation = of(node).find(({ before, after }) => before.startsWith('!') && isOperand(node, after));
      if (negation !== undefined) return `__switch.not(${negation.id},${emit(node.operand)})`;
    }
    if (ts.isPropertyAccessExpression(node)) {
      const [mutation] = of(node.name);
      if (mutation !== undefined)
        return `${emit(node.expression)}${node.questionDotToken ? '?.' : ''}[__switch.is(${mutation.id})?'${mutation.after}':'${mutation.before}']`;
    }
    let code = '';
    let from = node.getStart(source);
    ts.forEachChild(node, (child) => {
      code += text.slice(from, child.getStart(source)) + emit(child);
      from = child.end;
    });
    return code + text.slice(from, node.end);
  }

  function operator({ left, operatorToken, right }: ts.BinaryExpression, id: number): string {
    const between = '\n'.repeat(text.slice(left.end, right.getStart(source)).split('\n').length - 1);
    const [a, b] = [emit(left), emit(right)];
    // The value on the left is kept while it is looked at, and no longer.
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
      return `(__switch.decide(${id},${a})?${between}(${b}):__switch.left)`;
    if (operatorToken.kind === ts.SyntaxKind.BarBarToken)
      return `(__switch.decide(${id},${a})?__switch.left:${between}(${b}))`;
    return `__switch.${CALLED[operatorToken.kind]}(${id},${a},${between}${b})`;
  }

  const isOperand = (node: ts.PrefixUnaryExpression, after: string) => after === node.operand.getText(source);

  let code = '';
  let from = 0;
  ts.forEachChild(source, (child) => {
    code += text.slice(from, child.getStart(source)) + emit(child);
    from = child.end;
  });
  return code + text.slice(from);
}

const placeOf = ({ start, end }: { start: number; end: number }) => `${start}-${end}`;

function choice(mutations: readonly Switched[], code: string): string {
  return `(${mutations.map(({ id, after }) => `__switch.is(${id})?${after}:`).join('')}(${code}))`;
}
