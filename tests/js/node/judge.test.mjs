// What is entered, and what the rules say to it: the ground that forms stand on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ruleset } from 'luat';
import { Judge } from 'luat/form';

const RULES = `language en
document sample "A sample" / "Văn bản mẫu"
  in force from 2025-01-01
level district "district | districts" / "huyện"
population hamlet_heads "hamlet head | hamlet heads" / "trưởng bản" per district
  state trained "trained" / "được tập huấn" in the period
act plan "a plan issued" / "ban hành kế hoạch" per district
rule hamlet_heads_trained "Training" / "Tập huấn"
  cite article 1
  bearer district
  annually over 15% of hamlet heads trained
rule plan_issued "Plan" / "Kế hoạch"
  cite article 2
  bearer district
  annually strive for a plan issued
`;

const judge = (options = {}) =>
  new Judge(Ruleset.compile([{ name: 'sample.luat', text: RULES }]), {
    level: 'district',
    body: { id: 'muong-ang' },
    period: '2025',
    asOf: '2026-01-10',
    ...options,
  });

test('a breach blocks, with clause, numbers and remedy, in both languages', () => {
  const one = judge();
  one.set('hamlet_heads', 131);
  one.set('hamlet_heads.trained', 19);
  const [vi] = one.noticesAt('hamlet_heads.trained', 'vi');
  const [en] = one.noticesAt('hamlet_heads', 'en');
  assert.equal(vi.weight, 'blocks');
  assert.equal(vi.cite, 'Điều 1');
  assert.match(vi.text, /19 trong số 131 trưởng bản/);
  assert.deepEqual(en.remedy, ['1 more hamlet head trained']);
  assert.deepEqual(vi.verdict, en.verdict);
  assert.deepEqual(vi.paths, ['hamlet_heads.trained', 'hamlet_heads'], 'what to change stands first');
});

test('what mends the breach lets it go, and a shortfall warns', () => {
  const one = judge();
  one.set('hamlet_heads', 131);
  one.set('hamlet_heads.trained', 20);
  assert.deepEqual(one.noticesAt('hamlet_heads', 'vi').map(({ weight, verdict }) => [weight, verdict.status]), [['informs', 'met']]);
  one.set('plan', false);
  assert.deepEqual(one.noticesAt('plan', 'vi').map(({ weight }) => weight), ['warns']);
});
