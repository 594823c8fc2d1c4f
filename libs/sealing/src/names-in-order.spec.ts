import fc from 'fast-check';
import { namesInOrder } from './names-in-order.js';

describe('the names of an object', () => {
  it('stand in the order of their code units, few or many', () => {
    const objects = fc.dictionary(fc.string({ unit: 'binary' }), fc.constant(1), { maxKeys: 60, size: 'max' });
    fc.assert(fc.property(objects, (object) => expect(namesInOrder(object)).toEqual(Object.keys(object).sort())));
  });
});
