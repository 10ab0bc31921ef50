import assert from 'node:assert/strict';

/** What a call throws; one that throws nothing fails. */
export const caught = (call) => {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
};
