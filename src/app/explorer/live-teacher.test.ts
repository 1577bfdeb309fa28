import { describe, expect, it } from 'vitest';
import { createLiveTeacher } from './live-teacher.ts';
import type { TeacherAnswer } from './live-teacher.ts';

/** Lists the history's items in falling order, and says what it was asked. */
function teacherOf(asked: (readonly number[])[] = []) {
  return createLiveTeacher((history): Promise<TeacherAnswer> => {
    asked.push(history);
    if (history.includes(13)) return Promise.reject(new Error('no such row'));
    return Promise.resolve({ items: history.toSorted((a, b) => b - a), files: history.length, bytes: 10 });
  });
}

describe('the linear teacher beside the student', () => {
  it('asks nothing until the visitor wants it', async () => {
    const asked: (readonly number[])[] = [];
    const teacher = teacherOf(asked);
    await teacher.edit([1]);
    expect(asked).toEqual([]);
    expect(teacher.store.getState()).toEqual({ phase: 'off' });
  });

  it('keeps the list of the whole history, the one before and the one now', async () => {
    const teacher = teacherOf();
    await teacher.start([1, 2, 3], [1, 2]);
    await teacher.edit([1]);
    const lists = { original: [3, 2, 1], before: [2, 1], now: [1], files: 1, bytes: 10 };
    expect(teacher.store.getState()).toEqual({ phase: 'ready', lists });
  });

  it('forgets an answer that comes after a newer question', async () => {
    const slow: ((answer: TeacherAnswer) => void)[] = [];
    const teacher = createLiveTeacher((history) =>
      history.length === 2
        ? new Promise((resolve) => slow.push(resolve))
        : Promise.resolve({ items: history, files: 1, bytes: 1 }),
    );
    await teacher.start([1], [1]);
    const late = teacher.edit([1, 2]);
    await teacher.edit([3]);
    slow[0]!({ items: [9], files: 1, bytes: 1 });
    await late;
    expect(teacher.store.getState()).toMatchObject({ phase: 'ready', lists: { now: [3] } });
  });

  it('says what went wrong, and starts anew when asked again', async () => {
    const teacher = teacherOf();
    await teacher.start([1], [1, 13]);
    expect(teacher.store.getState()).toMatchObject({ phase: 'failed', error: { message: 'no such row' } });
    await teacher.start([1], [1]);
    expect(teacher.store.getState()).toMatchObject({ phase: 'ready', lists: { now: [1] } });
  });

  it('is off after it was stopped, whatever was on its way', async () => {
    const teacher = teacherOf();
    const coming = teacher.start([1], [1]);
    teacher.stop();
    await coming;
    expect(teacher.store.getState()).toEqual({ phase: 'off' });
  });
});
