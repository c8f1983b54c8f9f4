import { fromPrisma, PgBoss } from "pg-boss";
import type { JobRequest } from "../../kernel/job.ts";

/** What the queue knows about a kind of job. */
export interface JobPolicy {
  /** Tries after the first before it is left as failed. */
  retries: number;
  /** Seconds before the second try; doubles with each. */
  retryDelay: number;
  /** Seconds a try may take before it counts as dead. */
  timeout: number;
  /** Seconds without a sign of life before another worker takes it over. */
  heartbeat: number;
  /** At most one waiting and one running job per key: the one that waits sees all that happened before it. */
  collapse: boolean;
}

export interface JobHandler {
  name: string;
  policy: JobPolicy;
  /** Jobs of this kind at the same time in this process. */
  concurrency: number;
  run(payload: unknown, signal: AbortSignal): Promise<void>;
  /** Cron expression in UTC, for jobs that nothing asks for. */
  cron?: string;
}

/** The queue in the application's own PostgreSQL (schema `pgboss`), so that jobs commit with rows. */
export interface JobQueue {
  /** Creates queues and tables where missing. Safe from several processes at once. */
  start(): Promise<void>;
  enqueue(jobs: readonly JobRequest[]): Promise<void>;
  /** The same, inside a transaction of the caller's. */
  enqueueWithin(
    transaction: { $queryRawUnsafe: PrismaRaw },
    jobs: readonly JobRequest[],
  ): Promise<void>;
  /** Begins taking jobs. */
  work(handlers: readonly JobHandler[]): Promise<void>;
  /** Jobs waiting, running and failed, by name. */
  depth(): Promise<{ name: string; waiting: number; active: number; failed: number }[]>;
  /** Lets running jobs finish for a while, then gives them back. */
  stop(): Promise<void>;
}

type PrismaRaw = <T = unknown>(query: string, ...values: unknown[]) => Promise<T>;

export interface QueueOptions {
  url: string;
  policies: Readonly<Record<string, JobPolicy>>;
  onError(error: Error): void;
  /** Told of each job: for logs and metrics. */
  onJob?(event: { name: string; id: string; milliseconds: number; error?: unknown }): void;
  /** Workers supervise (expire, retry, schedule); web processes only send. */
  supervise: boolean;
}

/**
 * Retried jobs must be idempotent: a worker that dies between doing and saying so is followed by another
 * that does it again.
 */
export function createJobQueue(options: QueueOptions): JobQueue {
  const boss = new PgBoss({
    connectionString: options.url,
    max: options.supervise ? 6 : 2,
    supervise: options.supervise,
    schedule: options.supervise,
    // How soon a job whose worker fell silent is given to another one.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    cronWorkerIntervalSeconds: 20,
    // A notification wakes the workers at once, so that polling can be slow and an idle worker idle.
    useListenNotify: options.supervise,
  });
  boss.on("error", options.onError);

  const sendOptions = (job: JobRequest) => ({
    ...(job.key ? { singletonKey: job.key } : {}),
    ...(job.startAfter ? { startAfter: new Date(job.startAfter) } : {}),
  });
  const send = async (jobs: readonly JobRequest[], db?: ReturnType<typeof fromPrisma>) => {
    for (const job of jobs) {
      if (!options.policies[job.name]) throw new Error(`There is no job named ${job.name}`);
      await boss.send(job.name, job.payload, { ...sendOptions(job), ...(db ? { db } : {}) });
    }
  };

  return {
    async start() {
      await boss.start();
      for (const [name, policy] of Object.entries(options.policies)) {
        const settings = {
          retryLimit: policy.retries,
          retryDelay: policy.retryDelay,
          retryBackoff: true,
          expireInSeconds: policy.timeout,
          heartbeatSeconds: policy.heartbeat,
          notify: true,
        };
        await boss.createQueue(name, {
          ...settings,
          policy: policy.collapse ? "stately" : "standard",
        });
        await boss.updateQueue(name, settings);
      }
    },
    enqueue: (jobs) => send(jobs),
    enqueueWithin: (transaction, jobs) => send(jobs, fromPrisma(transaction)),
    async work(handlers) {
      for (const handler of handlers) {
        for (let slot = 0; slot < handler.concurrency; slot++) {
          const worker: { id?: string } = {};
          worker.id = await boss.work(handler.name, pace(handler.policy), async (jobs: Taken[]) => {
            for (const job of jobs) await runJob(handler, job, options);
            // Where one job was, the next may wait: look again now and not after the pause.
            if (worker.id) boss.notifyWorker(worker.id);
          });
        }
        if (handler.cron) await boss.schedule(handler.name, handler.cron, {});
      }
    },
    async depth() {
      const queues = await boss.getQueues();
      return queues.map((queue) => ({
        name: queue.name,
        waiting: queue.readyCount + queue.deferredCount,
        active: queue.activeCount,
        failed: queue.failedCount,
      }));
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: true }),
  };
}

interface Taken {
  id: string;
  data: unknown;
  signal: AbortSignal;
}

/** Notifications bring new jobs at once; polling is for retries and for jobs that start later. */
function pace(policy: JobPolicy) {
  return {
    pollingIntervalSeconds: 2,
    notifyPollingIntervalSeconds: 10,
    heartbeatRefreshSeconds: Math.max(1, Math.floor(policy.heartbeat / 3)),
  };
}

async function runJob(handler: JobHandler, job: Taken, options: QueueOptions): Promise<void> {
  const started = performance.now();
  const report = (error?: unknown) =>
    options.onJob?.({
      name: handler.name,
      id: job.id,
      milliseconds: performance.now() - started,
      ...(error === undefined ? {} : { error }),
    });
  try {
    await handler.run(job.data ?? {}, job.signal);
    report();
  } catch (error) {
    report(error);
    throw error;
  }
}
