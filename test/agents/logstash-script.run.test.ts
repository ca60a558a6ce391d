import { runScripts, whyNoRuby } from './logstash-ruby';

const missing = whyNoRuby();
if (missing) { process.stderr.write(`the scripts of Logstash are not run: ${missing}\n`); }
const whenPossible = missing ? describe.skip : describe;

const ID = '0a'.repeat(32);
const PATH = `/var/log/containers/cart-1_shop_app-${ID}.log`;
const line = (stream: string, tag: string, text: string, second = 0) => `2026-11-27T10:00:0${second}.123456789Z ${stream} ${tag} ${text}`;
const read = (...messages: string[]) => runScripts(messages.map(message => ({ path: PATH, message })));
const texts = ({ sent }: ReturnType<typeof read>) => sent.map(({ message }) => message);

whenPossible('the scripts of Logstash, run by Ruby', () => {
  test('read a line in the format of CRI, and the name of its file', () => {
    expect(read(line('stdout', 'F', 'hello  world ')).sent).toEqual([{
      message: 'hello  world ',
      stream: 'stdout',
      time: '2026-11-27T10:00:00.123456789Z',
      kubernetes: { pod_name: 'cart-1', namespace_name: 'shop', container_name: 'app', container_id: ID, host: 'node-1' },
    }]);
  });

  test('know a container by its name, whatever hyphens it has', () => {
    const [sent] = runScripts([{ path: `/var/log/containers/a-b.c_n-s_side-car-2-${ID}.log`, message: line('stdout', 'F', 'x') }]).sent;

    expect(sent!.kubernetes).toMatchObject({ pod_name: 'a-b.c', namespace_name: 'n-s', container_name: 'side-car-2' });
  });

  test('put the parts of a long line together, with nothing between them and the time of the first', () => {
    const { sent, kept } = read(line('stdout', 'P', 'aaa', 1), line('stdout', 'P', 'bbb', 2), line('stdout', 'F', 'ccc', 3), line('stdout', 'F', 'next', 4));

    expect(sent.map(({ message, time }) => [message, time!.slice(17, 19)])).toEqual([['aaabbbccc', '01'], ['next', '04']]);
    expect(kept).toEqual([]);
  });

  test('tell the parts of two streams apart, and those of two containers', () => {
    const other = `/var/log/containers/cart-2_shop_app-${ID}.log`;
    const { sent } = runScripts([
      { path: PATH, message: line('stdout', 'P', 'a') },
      { path: PATH, message: line('stderr', 'F', 'e') },
      { path: other, message: line('stdout', 'F', 'o') },
      { path: PATH, message: line('stdout', 'F', 'b') },
    ]);

    expect(sent.map(({ message, stream, kubernetes }) => [message, stream, kubernetes.pod_name])).toEqual([['e', 'stderr', 'cart-1'], ['o', 'stdout', 'cart-2'], ['ab', 'stdout', 'cart-1']]);
  });

  test('keep a line whose end does not come, with all that is needed to send it later', () => {
    expect(read(line('stdout', 'P', 'aaa', 1)).kept).toEqual([expect.objectContaining({ message: 'aaa', stream: 'stdout', time: expect.stringContaining('10:00:01'), kubernetes: expect.objectContaining({ pod_name: 'cart-1' }) })]);
  });

  test('make one text of the lines that the input put together', () => {
    expect(texts(read([line('stdout', 'F', 'ERROR', 1), line('stdout', 'F', '\tat a', 2), line('stdout', 'F', '', 3), line('stdout', 'F', '\tat b', 4)].join('\n')))).toEqual(['ERROR\n\tat a\n\n\tat b']);
  });

  test('make two of them where two streams were mixed', () => {
    const { sent } = read([line('stderr', 'F', 'ERROR'), line('stdout', 'F', ' other'), line('stderr', 'F', '\tat a')].join('\n'));

    expect(sent.map(({ message, stream }) => [message, stream])).toEqual([['ERROR\n\tat a', 'stderr'], [' other', 'stdout']]);
  });

  test('join parts within and across what the input put together', () => {
    expect(texts(read(line('stdout', 'P', 'a'), [line('stdout', 'F', 'b'), line('stdout', 'P', '\tat '), line('stdout', 'F', 'c')].join('\n')))).toEqual(['ab\n\tat c']);
  });

  test('take an empty line, and tags of a later format', () => {
    expect(texts(read('2026-11-27T10:00:00Z stdout F', line('stdout', 'F', ''), line('stdout', 'F:x', 'tagged')))).toEqual(['', '', 'tagged']);
  });

  test('pass on what is in another format, and say so', () => {
    const { sent } = runScripts([{ path: '/var/log/containers/odd.log', message: '{"log":"docker\\n"}' }]);

    expect(sent).toEqual([{ message: '{"log":"docker\\n"}', tags: ['_other_format'], kubernetes: { host: 'node-1' } }]);
  });
});
