import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What there is to tell of an engine at any time. */
interface EngineState {
  readonly leaves: number;
  readonly bytes: number;
  readonly serves: boolean;
  /** By `performance.now()`; undefined where the log is not to be read. */
  readonly drainedAt: number | undefined;
}

/** What happens to counts, for Prometheus. Each application has a registry of its own. */
@Injectable()
export class EngineMetrics {
  readonly registry = new Registry();
  readonly answers = new Histogram({
    name: 'targeting_count_seconds',
    help:
      'Time that a question which counts took, by whether memory or SQL answered it, or was at it when the question ended without an answer, ' +
      'and by how it ended: answered, refused (the request is at fault), too_slow, cancelled (nobody wants it any more), or failed.',
    labelNames: ['path', 'outcome'] as const,
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });
  readonly leaves = this.counter(
    'leaves_total',
    'Rules that questions asked memory about, each once, by whether they were there or had to be read whole.',
    ['found'],
  );
  readonly changes = this.counter('changes_total', 'Changes read from the log.');
  readonly coldStarts = this.counter('cold_starts_total', 'Times that memory had to be forgotten.');
  readonly checks = this.counter('self_checks_total', 'Rules compared with what SQL says of them.');
  readonly differences = this.counter(
    'self_check_differences_total',
    'Rules and sends of which memory and SQL said different things. Anything but 0 is a bug.',
  );
  private readonly held = this.gauge('leaves', 'Rules in memory.');
  private readonly bytes = this.gauge('leaf_bytes', 'Bytes that the rules in memory take.');
  private readonly serves = this.gauge(
    'memory_serves',
    'Whether memory can answer (1), or all is counted by SQL (0): it has not started yet, or cannot.',
  );
  private readonly lag = this.gauge(
    'log_lag_seconds',
    'Time since the log of changes was read, or since the start; NaN where the engine is switched off.',
  );

  /** Has the state of the engine asked for when the metrics are. */
  observe(state: () => EngineState): void {
    // prom-client calls `collect` before it writes a value.
    Object.assign(this.held, { collect: () => this.held.set(state().leaves) });
    Object.assign(this.bytes, { collect: () => this.bytes.set(state().bytes) });
    Object.assign(this.serves, { collect: () => this.serves.set(state().serves ? 1 : 0) });
    Object.assign(this.lag, {
      collect: () => {
        const { drainedAt } = state();
        this.lag.set(drainedAt === undefined ? NaN : (performance.now() - drainedAt) / 1_000);
      },
    });
  }

  private counter(name: string, help: string, labelNames: string[] = []) {
    return new Counter({ name: `targeting_${name}`, help, labelNames, registers: [this.registry] });
  }

  private gauge(name: string, help: string) {
    return new Gauge({ name: `targeting_${name}`, help, registers: [this.registry] });
  }
}
