/**
 * The place of Datadog where an account is. Accounts of one place are not known in another.
 *
 * @see https://docs.datadoghq.com/getting_started/site/
 */
export enum DatadogSite {
  /** In the United States: app.datadoghq.com. */
  US1 = 'datadoghq.com',

  /** In the United States: us3.datadoghq.com. */
  US3 = 'us3.datadoghq.com',

  /** In the United States: us5.datadoghq.com. */
  US5 = 'us5.datadoghq.com',

  /** In the European Union: app.datadoghq.eu. */
  EU1 = 'datadoghq.eu',

  /** In Japan: ap1.datadoghq.com. */
  AP1 = 'ap1.datadoghq.com',

  /** In Australia: ap2.datadoghq.com. */
  AP2 = 'ap2.datadoghq.com',

  /** In the United States, for its government: app.ddog-gov.com. */
  US1_FED = 'ddog-gov.com',
}
