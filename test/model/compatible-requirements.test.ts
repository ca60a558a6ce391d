import { compatible } from '../../src/model/compatible-requirements';
import { parseLabelSelector } from '../../src/model/label-selector';

test.each`
  selector                        | possible | because
  ${''}                           | ${true}  | ${'nothing is asked'}
  ${'a=1,b=2'}                    | ${true}  | ${'labels are told apart'}
  ${'a=1,a=2'}                    | ${false} | ${'a label has one value'}
  ${'a in (1,2),a in (2,3)'}      | ${true}  | ${'both take 2'}
  ${'a in (1,2),a notin (1,2,3)'} | ${false} | ${'no value is left'}
  ${'a in (1,2),a!=1'}            | ${true}  | ${'2 is left'}
  ${'a,!a'}                       | ${false} | ${'it is there or not'}
  ${'a,a notin (1,2)'}            | ${true}  | ${'there are other values'}
  ${'!a,a notin (1,2)'}           | ${true}  | ${'a label that is missing has none of them'}
  ${'!a,a='}                      | ${false} | ${'an empty value is a value'}
  ${'a>4,a<6'}                    | ${true}  | ${'5 is between'}
  ${'a>4,a<5'}                    | ${false} | ${'no whole number is between'}
  ${'a>4,a!=5,a!=6'}              | ${true}  | ${'7 is left'}
  ${'a>4,a in (1,x)'}             | ${false} | ${'neither is more than 4'}
  ${'a>4,!a'}                     | ${false} | ${'a label that is missing is no number'}
`('a node can have $selector: $possible, because $because', ({ selector, possible }) => {
  expect(compatible(parseLabelSelector(selector).requirements)).toBe(possible);
});
