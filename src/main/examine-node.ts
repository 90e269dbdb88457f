import { type Finding, fault, found } from '../domain/installation/fault.ts';
import { isOldNode } from '../domain/installation/node-version.ts';

export function examineNode(version: string): Finding {
  return found('node', isOldNode(version) ? [fault('node-too-old', version)] : [], version);
}
