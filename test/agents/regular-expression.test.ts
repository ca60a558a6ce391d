import { newChart } from './manifests';
import { LogCollector, LogCollectorDaemonSet, MultilineRule, OpenTelemetryNodeDaemonSet } from '../../src';
import { checkRegularExpression, GO, RegularExpressionEngine, RUBY, RUST } from '../../src/agents/regular-expression';

const ENGINES: { readonly [name: string]: RegularExpressionEngine } = { Go: GO, Rust: RUST, Ruby: RUBY };

/**
 * What is refused for which engine. That each takes what is not refused for it, and reads it alike, was tried with thousands of random expressions on
 * 2026-11-27: on Go 1.26.8, the crate vrl 0.36.0 and Ruby 3.1.2. What one of them would take is refused in a few odd cases for all.
 */
const REFUSED: readonly [string, string, readonly string[]][] = [
  ['\\h', '"\\h"', ['Go', 'Rust']],
  ['\\Z', '"\\Z"', ['Go', 'Rust']],
  ['\\u0041', '"\\u0041"', ['Go']],
  ['\\u00', '"\\u"', ['Go', 'Rust', 'Ruby']],
  ['\\xZ', '"\\x"', ['Go', 'Rust', 'Ruby']],
  ['\\cA', '"\\cA"', ['Go', 'Rust']],
  ['\\0', '"\\0"', ['Rust']],
  ['\\8', '"\\8"', ['Go', 'Rust', 'Ruby']],
  ['\\p', '"\\p"', ['Go', 'Rust', 'Ruby']],
  ['\\p{Nothing}', '"\\p{Nothing}"', ['Go', 'Rust', 'Ruby']],
  ['\\é', '"\\é"', ['Go', 'Rust', 'Ruby']],
  ['\\Qa', '"\\Q"', ['Go', 'Rust', 'Ruby']],
  ['[]a]', 'brackets with nothing in them', ['Go', 'Rust', 'Ruby']],
  ['[^]', 'brackets with nothing in them', ['Go', 'Rust', 'Ruby']],
  ['[\\b]', '"\\b" in brackets', ['Go', 'Rust']],
  ['[a-\\d]', '"a-\\d" in brackets', ['Go', 'Rust', 'Ruby']],
  ['[\\w-z]', '"\\w-z" in brackets', ['Go', 'Rust', 'Ruby']],
  ['[[:alpha:]]', '"[', ['Go', 'Rust', 'Ruby']],
  ['[a[b]', '"[" in brackets', ['Rust', 'Ruby']],
  ['[a&&b]', '"&&" in brackets', ['Rust', 'Ruby']],
  ['[!--a]', '"--" in brackets', ['Rust']],
  ['{"time"', '"{" that repeats nothing', ['Rust']],
  ['a{,3}', 'that repeats nothing', ['Rust', 'Ruby']],
  ['a{01}', '"{01}"', ['Go', 'Rust', 'Ruby']],
  ['a{3}?', '"{3}?"', ['Go', 'Rust', 'Ruby']],
  ['\\w{300}', 'more than 200 repetitions of one thing', ['Rust']],
  ['a{1001}', 'more than ', ['Go', 'Rust']],
  ['(?:a{100}b){2,11}', 'more than ', ['Go', 'Rust']],
  ['((a{100}){10}|b){2}', 'more than ', ['Go', 'Rust']],
];

const CASES = REFUSED.flatMap(([pattern, found, engines]) =>
  Object.keys(ENGINES).map((engine): [string, string, boolean, string] => [pattern, engine, engines.includes(engine), found]));

test.each(CASES)(
  'knows of %j whether %s takes it', (pattern, engine, isRefused, found) => {
    expect(() => new RegExp(pattern)).not.toThrow(); // else nobody could state it
    const check = () => checkRegularExpression('platform/Logs: multiline', 'it', ENGINES[engine]!, pattern);
    if (isRefused) {
      expect(check).toThrow('platform/Logs: multiline: must be without ');
      expect(check).toThrow(found);
      expect(check).toThrow(`, which it does not take or reads in another way, got "${pattern}"`);
    } else {
      expect(check).not.toThrow();
    }
  },
);

test.each([
  '^\\d{4}-\\d{2}-\\d{2}', '^\\s', '^[\\w.-]+: ', '^[-+]\\d', '^[^\\]]*\\]', '^\\[', '^\\{"', '^(?:a|b|)$', '(a{10}){20}', 'a{2,}?', '\\(?=', '^[(?!]', '\\\\1', '\\x1b\\[', '[$]{1}\\{',
  'a\\-b\\/c\\_', '^\\p{Lu}', '^\\PL', '[\\d\\s]', '\\bERROR\\b', '(?:a{100}){2}b{200}', '\\A\\d', MultilineRule.java().pattern,
])('every engine takes %j', pattern => {
  const rule = MultilineRule.startingWith(pattern);
  for (const engine of Object.values(ENGINES)) { expect(() => checkRegularExpression('', '', engine, rule.pattern)).not.toThrow(); }
});

test.each([
  ['Alloy', LogCollector.alloy(), '\\u0041', '"\\u0041"'],
  ['Filebeat', LogCollector.filebeat(), '\\u0041', '"\\u0041"'],
  ['the OpenTelemetry Collector', LogCollector.openTelemetry(), '\\u0041', '"\\u0041"'],
  ['Vector', LogCollector.vector(), '[\\b]', '"\\b" in brackets'],
  ['Fluentd', LogCollector.fluentd(), '[a[b]', '"[" in brackets'],
  ['Fluent Bit', LogCollector.fluentBit(), '[a[b]', '"[" in brackets'],
  ['Logstash', LogCollector.logstash(), '[a[b]', '"[" in brackets'],
])('a rule that %s would not start with is an error', (program, collector, pattern, found) => {
  const logs = (rule: string) => () => new LogCollectorDaemonSet(newChart(), 'Logs', { collector, multiline: MultilineRule.continuingWith(rule) });

  expect(logs(pattern)).toThrow(`platform/Logs: multiline: must be without ${found}, which ${program} does not take or reads in another way, got "${pattern}"`);
  expect(logs('^[A-Z]')).not.toThrow();
});

test('such a rule is an error of the agent for telemetry, too', () => {
  const telemetry = (rule: string) => () => new OpenTelemetryNodeDaemonSet(newChart(), 'Telemetry', { logs: { multiline: MultilineRule.startingWith(rule) } });

  expect(telemetry('\\h')).toThrow('platform/Telemetry: logs: multiline: must be without "\\h", which the OpenTelemetry Collector does not take or reads in another way, got "\\h"');
  expect(telemetry('^[a-f]')).not.toThrow();
});
