/** What somebody says about one thing, from first to last. `#` stands for the number of an order. */
export interface Topic {
  readonly subject: string;
  readonly asks: string;
  /** When it is still not solved. */
  readonly again: string;
  readonly thanks: string;
}

const english: readonly [Topic, ...Topic[]] = [
  {
    subject: 'Order # has not arrived',
    asks: 'Hello, my order # was due on Saturday and has not arrived. Where is it?',
    again: 'The parcel is still not here. Could you ask the courier again?',
    thanks: 'It arrived a moment ago, thank you.',
  },
  {
    subject: 'Invoice for order #',
    asks: 'Please send me the invoice for order # with our VAT number on it.',
    again: 'The invoice you sent shows the wrong company name.',
    thanks: 'Perfect, that is the right invoice.',
  },
  {
    subject: 'Cannot sign in',
    asks: 'I cannot sign in since this morning: it says my password is wrong. My last order was #.',
    again: 'I tried the link and it says it has expired.',
    thanks: 'I am in again, thanks for the quick help.',
  },
  {
    subject: 'Return of order #',
    asks: 'The jacket from order # is too small. How do I send it back?',
    again: 'The return label cannot be opened on my phone.',
    thanks: 'The label works now, thank you!',
  },
  {
    subject: 'Charged twice for order #',
    asks: 'My card was charged twice for order #. Please give one of the two back.',
    again: 'My bank still shows both charges.',
    thanks: 'The refund is there. Thank you.',
  },
  {
    subject: 'Wrong item in order #',
    asks: 'Order # came today, but with the blue model instead of the black one.',
    again: 'Nobody has come to collect the wrong one yet.',
    thanks: 'The black one is here, lovely.',
  },
];

const arabic: readonly [Topic, ...Topic[]] = [
  {
    subject: 'لم يصل الطلب رقم #',
    asks: 'السلام عليكم، كان من المفترض أن يصل طلبي رقم # يوم السبت ولم يصل حتى الآن. أين هو؟',
    again: 'الشحنة لم تصل بعد. هل يمكنكم سؤال شركة التوصيل مرة أخرى؟',
    thanks: 'وصل الطلب قبل قليل، شكرا لكم.',
  },
  {
    subject: 'فاتورة الطلب #',
    asks: 'أرجو إرسال فاتورة الطلب # مع الرقم الضريبي للشركة.',
    again: 'الفاتورة التي أرسلتموها باسم شركة أخرى.',
    thanks: 'هذه هي الفاتورة الصحيحة، شكرا جزيلا.',
  },
  {
    subject: 'لا أستطيع تسجيل الدخول',
    asks: 'منذ الصباح لا أستطيع تسجيل الدخول، يقول إن كلمة المرور غير صحيحة. آخر طلب لي كان #.',
    again: 'جربت الرابط ويقول إنه منتهي الصلاحية.',
    thanks: 'دخلت الآن، شكرا على سرعة الرد.',
  },
  {
    subject: 'إرجاع الطلب #',
    asks: 'المعطف في الطلب # مقاسه صغير. كيف يمكنني إرجاعه؟',
    again: 'ملصق الإرجاع لا يفتح على الجوال.',
    thanks: 'الملصق يعمل الآن، شكرا لكم.',
  },
  {
    subject: 'خصم مرتين للطلب #',
    asks: 'تم خصم مبلغ الطلب # من بطاقتي مرتين. أرجو إعادة أحد المبلغين.',
    again: 'كشف البنك ما زال يظهر العمليتين.',
    thanks: 'عاد المبلغ إلى حسابي، بارك الله فيكم.',
  },
  {
    subject: 'منتج خاطئ في الطلب #',
    asks: 'وصل الطلب # اليوم لكن باللون الأزرق بدل الأسود.',
    again: 'لم يأت أحد لاستلام المنتج الخاطئ بعد.',
    thanks: 'وصل اللون الأسود، ممتاز.',
  },
];

/** What people write about, in their language. */
export const topics: Readonly<Record<'ar' | 'en', readonly [Topic, ...Topic[]]>> = { ar: arabic, en: english };

/** A topic about one order. */
export function aboutOrder(topic: Topic, order: number): Topic {
  const told = (text: string) => text.replace('#', String(order));
  return { subject: told(topic.subject), asks: told(topic.asks), again: told(topic.again), thanks: told(topic.thanks) };
}
