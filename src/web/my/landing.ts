import { scopeOf } from '../../domain/permissions.ts';
import type { MemberContext, Reply } from '../request-context.ts';

/**
 * Where somebody begins who has logged in: on call, with their own duty; who runs things, with what goes on. On a telephone
 * nobody looks at a board.
 */
export function landing({ actor, request }: MemberContext): Reply {
  const isOnTelephone = /\bMobile\b/.test(request.get('user-agent') ?? '');
  const hasDuty = scopeOf('duty.own', actor.role) !== 'none';
  return { kind: 'see', path: hasDuty && (actor.role === 'member' || isOnTelephone) ? '/my' : '/now' };
}
