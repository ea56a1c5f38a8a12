import { afterAll } from 'bun:test';
import { createEventDatabases } from '../../../tools/testing/create-event-databases.ts';
import { describeConsumer } from './take-once.suite.ts';

const databases = await createEventDatabases();
afterAll(() => databases.close());

describeConsumer('bun:sqlite', databases.createSqlite);
describeConsumer('D1', databases.createD1);
