import { afterAll } from 'bun:test';
import { createEventDatabases } from '../create-event-databases.helper.ts';
import { describeConsumer } from './describe-consumer.helper.ts';

const databases = await createEventDatabases();
afterAll(() => databases.close());

describeConsumer('bun:sqlite', databases.createSqlite);
describeConsumer('D1', databases.createD1);
