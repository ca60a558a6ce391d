import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { hash } from './admission';
import { BuiltProgram } from './built-program';
import { askFileProgram } from './file-program';
import { goObstacle } from '../../conformance/go';

/** What a program has against texts, by the hash of each; an empty text where it takes one. */
export interface RecordedTexts {
  readonly askedOn: string;
  readonly texts: { readonly [sha256: string]: string };
}

/** A program in Go that reads files, and says what it has against each; its answers are kept, so that they need no Go. */
export class TextProgram {
  private readonly folder: string;
  private readonly answers: string;

  /**
   * @param name of its folder below `programs`
   * @param extension of the files that it reads
   * @param built what it is once it was built, for one that takes long; it is told to `check`
   */
  constructor(name: string, private readonly extension: string, private readonly built?: BuiltProgram) {
    this.folder = join(__dirname, 'programs', name);
    this.answers = join(__dirname, `${name}-answers.json`);
  }

  /** Why it cannot be asked here; undefined where it can. */
  public obstacle(): string | undefined {
    return this.built ? this.built.obstacle() : goObstacle(this.folder);
  }

  /** Asks it about texts. */
  public ask(texts: readonly string[]): { [sha256: string]: string } {
    return askFileProgram(this.folder, texts, `.${this.extension}`, this.built ? [this.built.path, 'check'] : undefined);
  }

  /** What it has against texts: as it was recorded, or asked. */
  public problemsOf(texts: readonly string[]): string[] {
    const { texts: known } = this.recorded();
    return texts.map(text => known[hash(text)] ?? (this.obstacle() ? 'not recorded' : this.ask([text])[hash(text)]!)).filter(answer => answer !== '');
  }

  public recorded(): RecordedTexts {
    return JSON.parse(readFileSync(this.answers, 'utf8')) as RecordedTexts;
  }

  public record(askedOn: string, texts: readonly string[]): void {
    writeFileSync(this.answers, `${JSON.stringify({ askedOn, texts: this.ask(texts) }, null, 2)}\n`);
  }
}

/** Libcni, by which container runtimes read lists of network plugins. */
export const LIBCNI = new TextProgram('cni', 'conflist');

/** The types by which Envoy reads its bootstrap configuration. */
export const ENVOY_TYPES = new TextProgram('envoy', 'json');

/** The types, the defaults and the validation of kube-proxy, and the reader of kubeconfigs that it has. */
export const KUBE_PROXY_READERS = new TextProgram('kube-proxy', 'yaml');

/** The parser of flannel's configuration of the network, its check of networks, and the type of its VXLAN backend. */
export const FLANNEL_READER = new TextProgram('flannel', 'json');
