import { languageOf } from './language.js';

describe('the language of a text', () => {
  it.each([
    ['ar', 'السلام عليكم، أين طلبي؟'],
    ['ar', 'وين الشحنة رقم 1234 من DHL'],
    ['en', 'Where is my order? It was not on the truck.'],
    ['de', 'Guten Tag, wo ist meine Bestellung? Ich warte seit Tagen.'],
    ['fr', 'Bonjour, ma commande n’est pas arrivée.'],
    ['fa', 'سفارش من کجاست؟ لطفا پیگیری کنید'],
    ['en', 'Where is my order “طلبي”? It was not on the truck.'],
    ['ru', 'Здравствуйте, где мой заказ? Я жду уже неделю.'],
    ['', '12345'],
    ['', ''],
  ])('is %s for “%s”', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });
});
