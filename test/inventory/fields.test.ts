import { INVENTORY_FIELDS } from '../../src/inventory/fields';
import { conformity } from '../../src/manifest/wire-types';

test('every field of the inventory file has a type that is known', () => {
  for (const [struct, fields] of Object.entries(INVENTORY_FIELDS)) {
    expect(() => conformity(Object.fromEntries(Object.keys(fields).map(field => [field, 5])), struct, [], INVENTORY_FIELDS)).not.toThrow();
  }
});

test('a pool has what a node has, and its size', () => {
  const { count, min, max, shapes, ...shared } = INVENTORY_FIELDS.InventoryPool!;

  expect(shared).toEqual(INVENTORY_FIELDS.InventoryNode);
  expect([count, min, max, shapes]).toEqual(['int32', 'int32', 'int32', '[]InventoryShape']);
});
