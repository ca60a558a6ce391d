import { dateProblem, NOTHING_DECLARED } from '../../src/model/requirement';

test.each(['2027-01-31', '2028-02-29', '1999-12-31'])('%s is a date', text => {
  expect(dateProblem(text)).toBeUndefined();
});

test.each(['2027-02-29', '2027-02-30', '2027-13-01', '2027-00-10', '2027-01-32', '2027-1-31', '27-01-31', '2027-01-31T00:00:00Z', '31.01.2027', 'soon', '', '2027-01-31 ', '2027-01-31\n'])('"%s" is no date', text => {
  expect(dateProblem(text)).toBe('must be a date such as "2027-01-31"');
});

test('nothing is declared where there is no annotation', () => {
  expect(NOTHING_DECLARED).toEqual({ exemptions: [], maySelectNone: false });
});
