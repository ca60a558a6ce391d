/**
 * Reads what the input read, in Ruby: lines in the format of CRI, each of which says when and where it was written and whether
 * its text goes on (P) or ends (F), from a file whose name says by which container. Lines of one message, which the input put
 * together, become one text for each stream.
 *
 * A message whose last line goes on is marked as open. What is in another format is passed on as it is, with a tag.
 *
 * @see https://www.elastic.co/docs/reference/logstash/plugins/plugins-filters-ruby
 */
export const LOGSTASH_SCRIPT = `LINE = /\\A(?<time>\\S+) (?<stream>stdout|stderr) (?<tag>[FP])(?::\\S*)?(?: (?<text>.*))?\\z/m
FILE = /\\/(?<pod>[^\\/_]+)_(?<namespace>[^\\/_]+)_(?<container>[^\\/]+)-(?<id>[0-9a-f]{64})\\.log\\z/

def register(params)
end

def filter(event)
  path = event.remove("path").to_s
  event.remove("host")
  event.set("kubernetes", container_of(path))
  event.set("[@metadata][file]", path)
  messages = messages_of(event.get("message").to_s)
  if messages.nil?
    event.tag("_other_format")
    return [event]
  end
  copies = messages.drop(1).map { event.clone }
  [event, *copies].zip(messages.to_a).map { |one, (stream, message)| filled(one, stream, message) }
end

def container_of(path)
  names = FILE.match(path)
  found = names.nil? ? {} : {
    "pod_name" => names[:pod], "namespace_name" => names[:namespace], "container_name" => names[:container], "container_id" => names[:id],
  }
  found.merge("host" => ENV["K8S_NODE_NAME"].to_s)
end

def messages_of(lines)
  messages = {}
  lines.split("\\n", -1).each do |line|
    parts = LINE.match(line)
    return nil if parts.nil?
    message = messages[parts[:stream]] ||= { "time" => parts[:time], "text" => +"", "open" => true }
    message["text"] << "\\n" unless message["open"]
    message["text"] << parts[:text].to_s
    message["open"] = parts[:tag] == "P"
  end
  messages.empty? ? nil : messages
end

def filled(event, stream, message)
  event.set("message", message["text"])
  event.set("stream", stream)
  event.set("time", message["time"])
  event.set("[@metadata][open]", message["open"])
  event
end
`;

/** Keeps the text of an open message until its end comes: the code of an aggregate filter, in Ruby. */
export const KEEP_OPEN_MESSAGE = 'map[\'message\'] = map[\'message\'].to_s + event.get(\'message\').to_s; map[\'time\'] ||= event.get(\'time\'); '
  + 'map[\'stream\'] = event.get(\'stream\'); map[\'kubernetes\'] = event.get(\'kubernetes\'); event.cancel';

/** Puts the text that was kept before the end of the message: the code of an aggregate filter, in Ruby. */
export const END_OPEN_MESSAGE = 'event.set(\'message\', map[\'message\'].to_s + event.get(\'message\').to_s); event.set(\'time\', map[\'time\'])';
