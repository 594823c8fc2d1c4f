/** What an agent answers, by the language of the customer. */
interface Answers {
  /** The thing is done. */
  readonly solves: readonly [string, ...string[]];
  /** The customer must say more. */
  readonly asks: readonly [string, ...string[]];
}

const english: Answers = {
  solves: [
    'Thank you for waiting. I have spoken to the courier: your order is on its way and arrives today.',
    'This is done now. Please write again if anything is left.',
    'I have put it right on our side and sent you the new document.',
  ],
  asks: ['Could you send me a photo of the label, please?', 'Which address should it go to?'],
};

const arabic: Answers = {
  solves: [
    'شكرا لانتظاركم. تواصلت مع شركة التوصيل وسيصل طلبكم اليوم.',
    'تم حل المشكلة، ونسعد بخدمتكم في أي وقت.',
    'عالجنا الأمر من جهتنا وأرسلنا لكم المستند الجديد.',
  ],
  asks: ['هل يمكنكم إرسال صورة للملصق من فضلكم؟', 'إلى أي عنوان نرسل الطلب؟'],
};

/** An answer in the customer's language; English for those it could not be told of. */
export function answerIn(language: string, to: keyof Answers, dice: number): string {
  const answers = (language === 'ar' ? arabic : english)[to];
  return answers[dice % answers.length] ?? answers[0];
}
