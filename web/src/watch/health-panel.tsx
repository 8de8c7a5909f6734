import type { WatchWire } from '../../../src/core/wire.ts';

/** The score as an arc, what it lost and to which signal, and the alerts. */
export function HealthPanel({ health, alerts }: Pick<WatchWire, 'health' | 'alerts'>) {
  const firing = alerts.filter((alert) => alert.firing);
  return (
    <section class="panel health">
      <h2>Health</h2>
      <div class="health-top">
        <svg viewBox="0 0 100 62" class={`arc ${health.status}`} role="img" aria-label={`Health ${health.score} of 100`}>
          <path d="M10 55 A40 40 0 0 1 90 55" class="arc-track" pathLength={100} />
          <path d="M10 55 A40 40 0 0 1 90 55" class="arc-value" pathLength={100} stroke-dasharray={`${health.score} 100`} />
          <text x="50" y="52" text-anchor="middle">{health.score}</text>
        </svg>
        <ul class="alerts">
          {firing.map((alert) => <li key={alert.name} class="firing">{alert.name}: {amount(alert.value)} {alert.unit} (limit {alert.limit}) since {new Date(alert.since).toLocaleTimeString()}</li>)}
          {firing.length === 0 && <li>{alerts.length} alert {alerts.length === 1 ? 'rule' : 'rules'}, none fires.</li>}
        </ul>
      </div>
      <ul class="signals">
        {health.signals.map((signal) => (
          <li key={signal.name} class={signal.cost > 0 ? 'costs' : ''}>
            <span>{signal.name.replace(/_(ms|mb)$/, '').replaceAll('_', ' ')}</span>
            <span>{amount(signal.value)} <small>of {signal.limit} {signal.unit}</small></span>
            <span>{signal.cost > 0 ? `−${signal.cost}` : 'ok'}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function amount(value: number | null): string {
  if (value === null) return '–';
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 1_000) / 1_000);
}
