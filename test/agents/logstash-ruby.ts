import { spawnSync } from 'child_process';
import { END_OPEN_MESSAGE, KEEP_OPEN_MESSAGE, LOGSTASH_SCRIPT } from '../../src/agents/logstash-script';

/** A line, or several that the input put together, with the file that it was read from. */
export interface ReadEvent {
  readonly path: string;
  readonly message: string;
}

/** A message as it is sent. */
export interface SentEvent {
  readonly message: string;
  readonly stream?: string;
  readonly time?: string;
  readonly kubernetes: { readonly [field: string]: string };
  readonly tags?: string[];
}

/** Why the scripts cannot be run here; undefined where they can. */
export function whyNoRuby(): string | undefined {
  const found = spawnSync('ruby', ['--version'], { encoding: 'utf8' });
  return found.error || found.status !== 0 ? 'Ruby is not installed' : undefined;
}

/** What Logstash has that the scripts use: https://www.elastic.co/docs/reference/logstash/event-api, and the maps of the aggregate filter. */
const EVENT = `
require "json"

class Event
  attr_reader :fields, :cancelled
  def initialize(fields) = @fields = fields
  def get(name) = name.start_with?("[@metadata]") ? (@fields["@metadata"] ||= {})[name[/\\[([^\\]]*)\\]\\z/, 1]] : @fields[name]
  def set(name, value)
    return (@fields["@metadata"] ||= {})[name[/\\[([^\\]]*)\\]\\z/, 1]] = value if name.start_with?("[@metadata]")
    @fields[name] = value
  end
  def remove(name) = @fields.delete(name)
  def tag(name) = (@fields["tags"] ||= []) << name
  def cancel = @cancelled = true
  def clone = Event.new(Marshal.load(Marshal.dump(@fields)))
end
`;

const RUN = `
$maps = {}
sent = []
JSON.parse($stdin.read).each do |fields|
  filter(Event.new(fields)).each do |event|
    task = "#{event.get("[@metadata][file]")} #{event.get("stream")}"
    if event.get("[@metadata][open]")
      map = $maps[task] ||= {}
      eval(KEEP)
    elsif $maps.key?(task)
      map = $maps.delete(task)
      eval(LAST)
    end
    sent << event.fields.reject { |name, _| name == "@metadata" } unless event.cancelled
  end
end
$stdout.write(JSON.generate("sent" => sent, "kept" => $maps.values))
`;

/** What is sent, and what is kept open, after these events were read: by real Ruby. */
export function runScripts(events: readonly ReadEvent[]): { readonly sent: SentEvent[]; readonly kept: SentEvent[] } {
  const program = [EVENT, LOGSTASH_SCRIPT, `KEEP = ${rubyText(KEEP_OPEN_MESSAGE)}`, `LAST = ${rubyText(END_OPEN_MESSAGE)}`, 'register({})', RUN].join('\n');
  const ran = spawnSync('ruby', ['-W0', '-e', program], { encoding: 'utf8', input: JSON.stringify(events), env: { ...process.env, K8S_NODE_NAME: 'node-1' } });
  if (ran.status !== 0) { throw new Error(ran.stderr); }
  return JSON.parse(ran.stdout) as { sent: SentEvent[]; kept: SentEvent[] };
}

function rubyText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
