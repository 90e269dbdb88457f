import ts from 'typescript';

/** One small change of a rule, as somebody could make it by mistake. */
export interface Mutation {
  readonly file: string;
  readonly line: number;
  /** The line of code, by which it is known again when others move it. */
  readonly context: string;
  /** Of the text, from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** An operator in whose place another may stand by mistake. */
const SWAPPED: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
};

const METHODS: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min' };

/** Every small change of a file's code: operators, conditions, negations, booleans, bounds. Never of types or words. */
export function mutationsOf(file: string, text: string): readonly Mutation[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const add = (node: ts.Node, after: string) => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const context = (text.split('\n')[line - 1] ?? '').trim();
    found.push({ file, line, context, start, end: node.end, before: text.slice(start, node.end), after });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) mutateOperator(node, add);
    else if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) mutateCondition(node, add);
    else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      add(node, node.operand.getText(source));
    else if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent)) {
      const other = METHODS[node.name.text];
      if (other !== undefined && Object.hasOwn(METHODS, node.name.text)) add(node.name, other);
    } else if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type Add = (node: ts.Node, after: string) => void;

function mutateOperator({ operatorToken }: ts.BinaryExpression, add: Add): void {
  const other = SWAPPED[operatorToken.kind];
  if (other !== undefined) add(operatorToken, other);
}

function mutateCondition(node: ts.IfStatement | ts.ConditionalExpression, add: Add): void {
  const condition = ts.isIfStatement(node) ? node.expression : node.condition;
  add(condition, 'true');
  add(condition, 'false');
}
