import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** How an append or a read goes wrong. The ones named `after` are carried out first, and only the answer is lost. */
export type Fault =
  | 'unavailable'
  | 'unavailable_after'
  | 'deadline_exceeded'
  | 'deadline_exceeded_after'
  | 'cut'
  | 'cut_after'
  | 'silent_after'
  | 'not_leader'
  | 'access_denied';

export const HAPPENS_AFTER: Record<Fault, boolean> = {
  unavailable: false,
  unavailable_after: true,
  deadline_exceeded: false,
  deadline_exceeded_after: true,
  cut: false,
  cut_after: true,
  silent_after: true,
  not_leader: false,
  access_denied: false,
};

export interface PlannedFault {
  call: 'append' | 'read';
  fault: Fault;
  times: number;
  /** How many calls pass before. */
  skip: number;
}

/** What is to go wrong next, in order; each fault is used up. */
export class FaultPlan {
  private readonly planned: PlannedFault[] = [];
  /** How many were played. */
  played = 0;

  plan(call: PlannedFault['call'], fault: Fault, times = 1, skip = 0): void {
    this.planned.push({ call, fault, times, skip });
  }

  next(call: PlannedFault['call']): Fault | undefined {
    const index = this.planned.findIndex((one) => one.call === call);
    const found = this.planned[index];
    if (!found || found.skip-- > 0) return undefined;
    found.times--;
    if (found.times <= 0) this.planned.splice(index, 1);
    this.played++;
    return found.fault;
  }
}

/** The status a fault is told by; none where nothing is told (`cut`, `silent`). */
export function statusOf(fault: Fault, leaderPort: number): Partial<ServiceError> | undefined {
  const metadata = new Metadata();
  switch (fault) {
    case 'unavailable':
    case 'unavailable_after':
      return { code: status.UNAVAILABLE, details: 'the node is going down' };
    case 'deadline_exceeded':
    case 'deadline_exceeded_after':
      return { code: status.DEADLINE_EXCEEDED, details: 'too late' };
    case 'access_denied':
      metadata.set('exception', 'access-denied');
      return { code: status.PERMISSION_DENIED, details: 'access denied', metadata };
    case 'not_leader':
      metadata.set('exception', 'not-leader');
      metadata.set('leader-endpoint-host', '127.0.0.1');
      metadata.set('leader-endpoint-port', String(leaderPort));
      return { code: status.NOT_FOUND, details: 'leader info available', metadata };
    case 'cut':
    case 'cut_after':
    case 'silent_after':
      return undefined;
  }
}
