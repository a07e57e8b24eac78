export { listDrafts, type DraftRecord } from './drafts';
export { JOB_NAMES, jobIdOf, jobsDue, type Job, type JobData, type JobName } from './job';
export { JobOffice, type JobOfficeParts, type QueueState } from './job-office';
export type { DraftedReport, JobPorts, OpenClock } from './ports';
export { QUEUE_STATES, QueueSilent, type QueueBackend, type QueuedJobs } from './queue';
export { listReminders, type Reminder, type ReminderKind } from './reminders';
export { listUnfinished, unfinished, type UnfinishedJob } from './results';
export { runJob, type AroundJob } from './run-job';
export { openJobTables } from './tables';
