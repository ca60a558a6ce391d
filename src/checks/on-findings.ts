/** What a check does when it finds something. */
export enum OnFindings {
  /** The synth fails. */
  FAIL = 'Fail',

  /** The findings are written to standard error, and the synth goes on. */
  WARN = 'Warn',
}
